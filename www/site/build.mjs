import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** What runs in Chromium 66 and iOS 12 and later. */
const TARGET = ['chrome66', 'ios12'];
/** iOS 12 has destructuring; esbuild counts it out for an odd case that does not occur here. */
const SUPPORTED = { destructuring: true };

/** Gives the path data and the size of an icon's file instead of its markup. */
const iconPaths = {
  name: 'icon-paths',
  setup(bundle) {
    bundle.onLoad({ filter: /\.svg$/ }, async ({ path }) => {
      const markup = await readFile(path, 'utf8');
      const data = Array.from(markup.matchAll(/\sd="([^"]+)"/g), (match) =>
        match[1]
          .replace(/&#x[0-9A-Fa-f]+;/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      );
      const box = /viewBox="0 0 (\d+) \1"/.exec(markup);
      if (!data.length || !box) throw new Error(`${path} is no square icon`);
      return { contents: JSON.stringify({ path: data.join(''), size: Number(box[1]) }), loader: 'json' };
    });
  },
};

/**
 * Bundles the static site into a folder. `yike` is the module that answers to that name: the package's own entry, or its
 * source while it is being worked on. The folder still needs `yike.wasm` and `cities/`.
 */
export async function buildSite({ outdir, yike }) {
  await mkdir(outdir, { recursive: true });
  await build({
    entryPoints: [
      { in: join(here, 'main.ts'), out: 'page' },
      { in: join(here, 'embed/embed.ts'), out: 'embed' },
    ],
    outdir,
    bundle: true,
    minify: true,
    sourcemap: true,
    charset: 'utf8',
    format: 'iife',
    target: TARGET,
    supported: SUPPORTED,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.png': 'dataurl' },
    alias: { yike },
    plugins: [iconPaths],
    logLevel: 'warning',
  });
  for (const file of ['index.html', 'embed.html', 'icon.svg', 'config.json']) {
    await copyFile(join(here, file), join(outdir, file));
  }
}
