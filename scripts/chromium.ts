import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium that the end-to-end tests drive: CHROME_PATH, else an installed one, else Debian's package, which is
 * installed when this runs as root on a machine with apt. Throws an Error whose message says what is missing.
 */
export function findChromium(): string {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, and there is no file of that name.`);
  }
  const found = INSTALLED.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && hasApt()) return installFromDebian();
  throw new Error(
    'No Chromium was found. Install one (on Debian: sudo apt-get install chromium) or set CHROME_PATH to its executable.',
  );
}

function hasApt(): boolean {
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

function installFromDebian(): string {
  console.log('No Chromium was found: installing the package chromium with apt-get.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env,
    });
  } catch (cause) {
    throw new Error('No Chromium was found, and apt-get could not install the package chromium.', { cause });
  }
  const path = '/usr/bin/chromium';
  if (!existsSync(path)) throw new Error('apt-get installed chromium, but /usr/bin/chromium is not there.');
  return path;
}
