// Waiting for a browser that is starting.

/** Tries until it succeeds, the browser ends, or half a minute has passed. */
export async function patiently(what, child, attempt) {
  let ended = false;
  child.ended.then(() => {
    ended = true;
  });
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (ended || Date.now() > until) {
        await child.stop();
        throw new Error(`${what} did not open: ${ended ? 'the browser ended' : error.message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
