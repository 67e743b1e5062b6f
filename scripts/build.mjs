/** `npm run build`: everything, from a fresh clone: package in `dist/`, graph files in `build/cities/`, site in `build/site/`. */

import { cities, library, nodeModules, site, tool, wasm } from './build-steps.mjs';

await nodeModules();
await wasm();
await library();
await site(await cities(await tool({ release: true })));
