import { load } from 'yike';

/** Shown in the title, where the test reads it. */
async function answer() {
  const yike = await load({ graph: '/monaco.yike' });
  const { services } = yike.services({ origin: [7.4278, 43.7394], minutes: 10 });
  return `answer ${services.length}`;
}

answer()
  .catch((error) => `error ${error.code} ${error.message}`)
  .then((title) => (document.title = title));
