/** Debian packages, where they can be had. */

import { succeeds } from './run.mjs';

/** Installs packages with apt-get; false where that is not possible. */
export function aptInstall(...packages) {
  const root = process.getuid?.() === 0;
  const apt = (...args) =>
    root ? succeeds('apt-get', args) : succeeds('sudo', ['--non-interactive', 'apt-get', ...args]);
  const get = () => apt('install', '--yes', '--no-install-recommends', ...packages);
  return get() || (apt('update') && get());
}
