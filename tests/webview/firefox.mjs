// One page of Firefox, by WebDriver BiDi, which it speaks without a driver program.
import WebSocket from 'ws';
import { patiently } from './patiently.mjs';
import { PHONE } from './phone.mjs';
import { clickActions, dragActions } from './pointer.mjs';

export async function openFirefox(port, child) {
  const socket = await patiently('the BiDi port', child, () => connect(`ws://127.0.0.1:${port}/session`));
  const pending = new Map();
  const requests = [];
  let lastId = 0;
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.method === 'network.beforeRequestSent') requests.push(message.params.request.url);
    const waiting = pending.get(message.id);
    if (!waiting) return;
    pending.delete(message.id);
    if (message.type === 'error') waiting.reject(new Error(`${message.error}: ${message.message}`));
    else waiting.resolve(message.result);
  });
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      socket.send(JSON.stringify({ id: lastId, method, params }));
    });
  const { capabilities } = await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['network.beforeRequestSent'] });
  const { contexts } = await send('browsingContext.getTree', {});
  const { context } = contexts[0];
  await send('browsingContext.setViewport', { context, viewport: PHONE });
  const perform = (actions) => send('input.performActions', { context, actions });
  return {
    requests,
    version: async () => `${capabilities.browserName} ${capabilities.browserVersion}`,
    navigate: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    async evaluate(expression) {
      const wrapped = `(async () => JSON.stringify(await (${expression})))()`;
      const target = { context };
      const answer = await send('script.evaluate', { expression: wrapped, target, awaitPromise: true });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
      return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
    },
    click: (at) => perform(clickActions(at)),
    drag: (from, to) => perform(dragActions(from, to)),
    async close() {
      socket.close();
      await child.stop();
    },
  };
}

function connect(url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}
