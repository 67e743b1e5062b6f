import { load } from 'yike/worker';

const question = { origin: [7.4278, 43.7394], minutes: 10 };

async function answer() {
  const [first, second] = await Promise.all([
    load({ graph: '/monaco.yike' }),
    load({ graph: '/monaco.yike' }),
  ]);
  const wrong = await first.services({ origin: [0, 91] }).catch((error) => error.code);
  if (wrong !== 'invalid-coordinate') throw new Error(`a wrong question gave ${wrong}`);
  const answers = await Promise.all([first, second].map((yike) => yike.services(question)));
  first.close();
  const after = await first.services(question).catch((error) => error.code);
  if (after !== 'closed') throw new Error(`a closed graph gave ${after}`);
  const [one, other] = answers.map(({ services }) => services.length);
  if (one !== other) throw new Error(`${one} and ${other}`);
  return `answer ${one} ${first.threaded && second.threaded ? 'in workers' : 'on this thread'}`;
}

answer()
  .catch((error) => `error ${error.code} ${error.message}`)
  .then((title) => (document.title = title));
