/** Files that are not what they should be give their own codes, wherever they come from. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { load } from 'yike';

import { serve } from '../../scripts/serve.mjs';
import { bytes, GRAPH, ORIGIN } from './monaco.mjs';

const folder = mkdtempSync(join(tmpdir(), 'yike-'));
const server = await serve(folder);
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
const put = (name, content) => {
  writeFileSync(join(folder, name), content);
  return server.url + name;
};
const HTML = '\n<!doctype html><title>Not here</title>';

test('a graph comes as path, file URL, address, bytes, view or buffer', async () => {
  const all = bytes();
  const padded = new Uint8Array(all.length + 16);
  padded.set(all, 8);
  const sources = [
    GRAPH,
    pathToFileURL(GRAPH),
    pathToFileURL(GRAPH).href,
    put('monaco.yike', all),
    new URL(put('monaco.yike', all)),
    all,
    padded.subarray(8, 8 + all.length),
    all.buffer.slice(all.byteOffset, all.byteOffset + all.length),
  ];
  const answers = [];
  for (const graph of sources) {
    const yike = await load({ graph });
    answers.push(yike.services({ origin: ORIGIN, minutes: 5 }));
    yike.close();
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

test('progress counts up to the size of the file', async () => {
  const seen = [];
  const yike = await load({
    graph: put('monaco.yike', bytes()),
    onProgress: (progress) => seen.push(progress),
  });
  yike.close();
  const graph = seen.filter(({ stage }) => stage === 'graph');
  assert.equal(graph.at(-1).loaded, bytes().length);
  assert.ok(graph.every(({ total }) => total === bytes().length));
  assert.ok(graph.every(({ loaded }, index) => index === 0 || loaded >= graph[index - 1].loaded));
});

test('graphs that are none', async () => {
  const all = bytes();
  const cut = all.slice(0, all.length >> 1);
  const damaged = all.slice();
  damaged[all.length >> 1] ^= 0x10;
  const otherVersion = all.slice();
  otherVersion[4] = 99;
  const cases = [
    [new Uint8Array(0), /not-a-graph|truncated-file/],
    [new TextEncoder().encode('PK\x03\x04 anything'), /not-a-graph/],
    [otherVersion, /unsupported-version/],
    [cut, /truncated-file/],
    [damaged, /damaged-file/],
    [put('missing.html', HTML), /not-a-graph/],
    [join(folder, 'missing.html'), /not-a-graph/],
    [`${server.url}nowhere.yike`, /network/],
    [join(folder, 'nowhere.yike'), /network/],
    ['http://127.0.0.1:1/x.yike', /network/],
    [42, /invalid-option/],
    [undefined, /invalid-option/],
    ['', /invalid-option/],
  ];
  for (const [graph, code] of cases) {
    await assert.rejects(
      // Damage inside a block shows when the block is needed.
      load({ graph }).then((yike) => yike.services({ origin: ORIGIN })),
      { name: 'YikeError', code },
      String(graph).slice(0, 60),
    );
  }
});

test('a page in place of the file is named as such', async () => {
  await assert.rejects(
    load({ graph: put('page.yike', HTML) }),
    /page\.yike is an HTML page, not a graph file/,
  );
});

test('no byte of a file that changes or lacks traps the engine', async () => {
  const all = bytes();
  for (let at = 0; at < all.length; at += 997) {
    for (const broken of [all.slice(0, at), Object.assign(all.slice(), { [at]: all[at] ^ 0xff })]) {
      await assert.rejects(
        load({ graph: broken }).then((yike) => {
          yike.services({ origin: ORIGIN });
          yike.place(0);
          throw Object.assign(new Error('survived'), { code: 'survived' });
        }),
        ({ code }) => {
          assert.notEqual(code, 'internal', `byte ${at}`);
          return true;
        },
      );
    }
  }
});
