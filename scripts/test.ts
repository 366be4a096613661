/**
 * Runs everything that says whether this tree is good, in order of cost, and prints as its last line
 * "N passed, N failed". Each plain check (lint, types, unused code, build) counts as one test.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildManifest, MANIFEST } from './buildManifest.ts';
import { findChromium } from './chromium.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), 'raoswap-reports-'));

function run(
  title: string,
  bin: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): boolean {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const { status, error } = spawnSync(process.execPath, [join('node_modules', bin), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error !== undefined) console.error(error.message);
  console.log(
    `── ${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}

function check(title: string, bin: string, args: readonly string[]): Tally {
  const ok = run(title, bin, args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** A runner that ends badly without a failed test (it crashed, or found no test) counts as one failure. */
function honest(tally: Tally, ok: boolean): Tally {
  const silent = !ok && tally.failed === 0;
  const empty = ok && tally.passed === 0;
  return silent || empty ? { ...tally, failed: 1 } : tally;
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

function unitTests(): Tally {
  const file = join(reports, 'unit.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ok = run('unit and property tests', 'vitest/vitest.mjs', args);
  const report = readReport(file) as Partial<
    Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number>
  >;
  const tally = {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  };
  return honest(tally, ok);
}

function endToEndTests(): Tally {
  const title = 'end-to-end tests in Chromium';
  let chromium: string;
  try {
    chromium = findChromium();
  } catch (error) {
    console.error(`\n── ${title}: FAILED. ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = join(reports, 'e2e.json');
  const ok = run(title, '@playwright/test/cli.js', ['test', '--config', 'e2e/playwright.config.ts'], {
    CHROME_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const { stats } = readReport(file) as {
    stats?: Partial<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>;
  };
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  return honest({ passed: stats?.expected ?? 0, failed, skipped: stats?.skipped ?? 0 }, ok);
}

/** Builds once more, elsewhere, and holds both builds against each other and against the list that came with the first. */
function equalBuilds(): Tally {
  const again = join(reports, 'build');
  const args = ['build', '--logLevel', 'warn', '--outDir', again, '--emptyOutDir'];
  if (!run('production build, again', 'vite/bin/vite.js', args)) return { passed: 0, failed: 1, skipped: 0 };
  const [first, second] = [buildManifest('dist'), buildManifest(again)];
  const isEqual = first === second && first === readFileSync(join('dist', MANIFEST), 'utf8');
  if (!isEqual) {
    const differing = first.split('\n').filter((line) => !second.includes(line));
    console.error(['Two builds of one tree differ, or their list is wrong:', ...differing].join('\n'));
  }
  return { passed: isEqual ? 1 : 0, failed: isEqual ? 0 : 1, skipped: 0 };
}

const tallies: Tally[] = [
  check('lint and import rules', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  check('types', 'typescript/bin/tsc', ['--noEmit']),
  check('unused code', 'knip/bin/knip.js', []),
  unitTests(),
];
const build = check('production build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn']);
const unbuilt: Tally = { passed: 0, failed: 1, skipped: 0 };
tallies.push(build);
tallies.push(build.failed === 0 ? equalBuilds() : unbuilt);
tallies.push(build.failed === 0 ? endToEndTests() : unbuilt);

rmSync(reports, { recursive: true, force: true });
const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
if (sum('skipped') > 0)
  console.log(`\n${sum('skipped')} skipped (reference data that is not on this machine)`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
