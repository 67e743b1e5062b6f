/** What the page and the embedded page load before a city. */

/** What both load. */
const SHARED = ['config.json', 'cities/index.json', 'yike.wasm'];

/** The files of the built site that a browser fetches first, without the city's graph file. */
export const FIRST_LOAD = ['index.html', 'page.js', 'app.js', 'page.css', ...SHARED];

/** What the embedded page fetches first. */
export const FIRST_LOAD_EMBEDDED = ['embed.html', 'embed.css', 'embed.js', ...SHARED];
