/** Runs other programs. */

import { spawn, spawnSync } from 'node:child_process';

import { root } from './paths.mjs';

/** Runs a program in the repository's root and shows what it prints; throws if it fails. */
export function run(program, args, { env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
    });
    child.on('error', (error) => reject(new Error(`cannot start ${program}: ${error.message}`)));
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${args.join(' ')} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** Whether a program runs and exits with 0. */
export function succeeds(program, args) {
  return spawnSync(program, args, { cwd: root, stdio: 'ignore' }).status === 0;
}
