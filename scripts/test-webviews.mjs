/** `npm run test:webviews`: the site and the classic script in old and other browsers. */

import { cities, library, nodeModules, otherBrowsers, site, tool, wasm } from './build-steps.mjs';
import { run } from './run.mjs';

await nodeModules();
await wasm();
await library();
const YIKE_SITE = await site(await cities(await tool({ release: false })));
await otherBrowsers();
await run('node', ['--test', 'tests/webview/smoke.test.mjs'], { env: { YIKE_SITE } });
