/** How soon the package in Node answers, and in how much memory. Must come before anything else loads the package. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../paths.mjs';
import { percentiles } from './percentiles.mjs';
import { milliseconds } from './times.mjs';

const ROUNDS = 7;
const QUESTIONS = 100_000;
const profile = 'uniform';

/** Prints times in ms, and the memory of the WebAssembly instance. */
export async function ready({ name, bytes, origins }) {
  const memory = capturedMemory();
  const { load } = await import('../../dist/node.js');
  const rows = [];
  const mebibytes = () => `${(memory().buffer.byteLength / 2 ** 20).toFixed(1)} MiB`;

  /** The first place's details need all blocks and the texts. */
  const decoded = async (graph) => {
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const city = await load({ graph });
      times.push(milliseconds(() => city.place(0)));
      city.close();
    }
    return times;
  };
  rows.push([`${name}: all blocks and texts`, await decoded(bytes)]);
  const afterDecoding = mebibytes();
  const monaco = new Uint8Array(await readFile(join(root, 'tests/fixtures/monaco.yike')));
  rows.push(['Monaco: all blocks and texts', await decoded(monaco)]);

  const near = [];
  const onNewGround = [];
  for (const origin of origins.filter((_, index) => index % 10 === 0)) {
    const city = await load({ graph: bytes });
    near.push(milliseconds(() => whole(city, origin)));
    city.close();
    const loaded = await load({ graph: bytes });
    loaded.place(0);
    onNewGround.push(milliseconds(() => whole(loaded, origin)));
    loaded.close();
  }
  rows.push(['first answer, decoding only what the walk can touch', near]);
  rows.push(['first answer with all decoded', onNewGround]);

  const city = await load({ graph: bytes });
  city.place(0);
  origins.forEach((origin) => whole(city, origin));
  const afterAll = mebibytes();
  for (let asked = 0; asked < QUESTIONS; asked += 1) whole(city, origins[(asked * 7) % origins.length]);
  const afterMany = mebibytes();
  city.close();

  console.log('\nReady, WASM, ms: minimum, 50th and 95th percentile');
  for (const [row, times] of rows) {
    const { p50, p95 } = percentiles(times);
    const numbers = [Math.min(...times), p50, p95].map((value) => value.toFixed(1).padStart(9));
    console.log(row.padEnd(54), numbers.join(''), String(times.length).padStart(5));
  }
  console.log(
    `memory: ${afterDecoding} once all is decoded, ${afterAll} after a question at each origin,`,
    `${afterMany} after ${QUESTIONS} more`,
  );
}

function whole(city, origin) {
  city.isochrone({ origin, minutes: [5, 10, 15], profile });
  city.services({ origin, minutes: 15, profile });
}

/** The package shows nobody its memory: it is caught as the module is instantiated. */
function capturedMemory() {
  const { instantiate } = WebAssembly;
  let memory;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    memory = (made.instance ?? made).exports.memory;
    return made;
  };
  return () => memory;
}
