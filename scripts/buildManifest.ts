import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Name of the list inside of a build. */
export const MANIFEST = 'build-manifest.txt';

/**
 * The SHA-256 of every file of a build but the list itself, one a line by path, in the form that `sha256sum --check` reads
 * in the build's folder. Two builds that are equal byte for byte have the same list.
 */
export function buildManifest(folder: string): string {
  const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .filter(({ name }) => name !== MANIFEST)
    // By code units: the order of a locale would differ between machines.
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ path, name }) => `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${name}\n`);
  return lines.join('');
}

/** Writes the list into the build. */
export function writeBuildManifest(folder: string): void {
  writeFileSync(join(folder, MANIFEST), buildManifest(folder));
}
