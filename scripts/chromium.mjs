/** Finds the system's Chromium, or installs it where that is possible. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { aptInstall } from './apt.mjs';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of Chromium; undefined where there is none and none can be installed. */
export function chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return installed() ?? (aptInstall('chromium') ? installed() : undefined);
}

function installed() {
  for (const name of PROGRAMS) {
    const { stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    const path = stdout?.trim();
    if (path && existsSync(path)) return path;
  }
  return undefined;
}
