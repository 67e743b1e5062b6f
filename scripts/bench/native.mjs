/** The same questions to the engine as native code, by `crate/engine/benches/questions.rs`. */

import { spawnSync } from 'node:child_process';

import { root } from '../paths.mjs';

/** Percentiles by the name of the row. */
export function native() {
  const args = ['bench', '--quiet', '--package', 'yike', '--bench', 'questions'];
  const { status, stdout } = spawnSync('cargo', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('cargo bench failed');
  const rows = stdout.split('\n').map((line) => line.split('\t'));
  return new Map(
    rows
      .filter((row) => row.length === 4)
      .map(([name, p50, p95, count]) => [name, { p50: Number(p50), p95: Number(p95), count: Number(count) }]),
  );
}
