/** Steps of the build, each skipped while what it depends on has not changed. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { root } from './paths.mjs';

const stamps = join(root, 'build/stamps');

/**
 * Does `work` unless it was done with the same contents of `inputs` (files and folders) and all `outputs` are there.
 * Paths start from the root.
 */
export async function step(name, { inputs, outputs = [] }, work) {
  const hash = createHash('sha256');
  for (const input of inputs) await addTo(hash, input);
  const digest = hash.digest('hex');
  const stamp = join(stamps, name.replace(/\W+/g, '-'));
  const done = existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest;
  if (done && outputs.every((output) => existsSync(join(root, output)))) return;
  console.log(`\x1b[1m${name}\x1b[0m`);
  const start = performance.now();
  await work();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  await mkdir(stamps, { recursive: true });
  await writeFile(stamp, digest);
}

async function addTo(hash, path) {
  const full = resolve(root, path);
  const info = await stat(full).catch(() => undefined);
  if (!info) return;
  hash.update(`${path}\0`);
  if (!info.isDirectory()) {
    hash.update(await readFile(full));
    return;
  }
  for (const name of (await readdir(full)).sort()) await addTo(hash, join(path, name));
}
