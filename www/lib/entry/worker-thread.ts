/** The thread of `yike/worker`: loads one graph and answers calls. */

import { YikeError } from '../error.js';
import { loadOn } from '../load.js';
import type { FromThread, ToThread } from '../messages.js';
import type { LoadOptions, Yike } from '../types.js';

let yike: Yike | undefined;

function send(message: FromThread): void {
  postMessage(message);
}

async function answer(message: ToThread): Promise<void> {
  if (message.kind === 'load') {
    const { graph, wasm, datum, wantsProgress } = message;
    yike = await loadOn({}, {
      graph,
      wasm,
      ...(datum && { datum }),
      ...(wantsProgress && { onProgress: (progress) => send({ kind: 'progress', progress }) }),
    } as LoadOptions);
    send({ kind: 'loaded', info: yike.info });
    return;
  }
  if (!yike) throw new YikeError('internal', 'the worker was asked before it had loaded');
  const call = yike[message.call] as (...parameters: unknown[]) => unknown;
  const answered = call.apply(yike, message.parameters);
  const info = message.call === 'addPlaces' ? yike.info : undefined;
  send({ kind: 'answer', id: message.id, answer: answered, info });
}

onmessage = ({ data }) => {
  const message = data as ToThread;
  answer(message).catch((error: Error) => {
    const code = error instanceof YikeError ? error.code : 'internal';
    send({ kind: 'error', id: message.kind === 'call' ? message.id : 0, code, message: error.message });
  });
};
