/** Starts a worker from a text and speaks with it. */

import { YikeError } from '../error.js';
import type { FromThread, ToThread } from '../messages.js';
import type { Datum, Progress } from '../types.js';
import { callsOver, type YikeWorker } from './here.js';

/** What a thread is given to load; URLs are absolute. */
export interface ThreadLoad {
  graph: unknown;
  wasm: unknown;
  datum: Datum | undefined;
  onProgress: ((progress: Progress) => void) | undefined;
}

export interface Thread {
  load(what: ThreadLoad): Promise<YikeWorker>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: YikeError): void;
}

/** The first word of a thread: a policy that forbids it shows only as an error instead of that word. */
const STARTED = 'started';

/** Starts a worker that runs `code`; undefined where the host refuses. */
export function startThread(code: string): Promise<Thread | undefined> {
  return new Promise((resolve) => {
    if (typeof Worker === 'undefined' || typeof Blob === 'undefined') return resolve(undefined);
    let url = '';
    try {
      url = URL.createObjectURL(new Blob([`postMessage('${STARTED}');${code}`], { type: 'text/javascript' }));
      const worker = new Worker(url);
      worker.onerror = (event) => {
        event.preventDefault();
        URL.revokeObjectURL(url);
        worker.terminate();
        resolve(undefined);
      };
      worker.onmessage = () => {
        URL.revokeObjectURL(url);
        resolve({ load: (what) => loadIn(worker, what) });
      };
    } catch {
      if (url) URL.revokeObjectURL(url);
      resolve(undefined);
    }
  });
}

function loadIn(worker: HostWorker, { graph, wasm, datum, onProgress }: ThreadLoad): Promise<YikeWorker> {
  /** By the id of the call; 0 is the load. */
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let closed = false;

  const send = (id: number, message: ToThread) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage(message);
    });
  const settle = (id: number, how: (waiting: Waiting) => void) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (call) how(call);
  };
  const close = (error: YikeError) => {
    closed = true;
    worker.terminate();
    for (const id of Array.from(waiting.keys())) settle(id, ({ reject }) => reject(error));
  };
  const closedError = () => new YikeError('closed', 'this graph was closed; load it again to ask');

  worker.onmessage = ({ data }) => {
    const message = data as FromThread;
    if (message.kind === 'progress') onProgress?.(message.progress);
    else if (message.kind === 'loaded') settle(0, ({ resolve }) => resolve(message.info));
    else if (message.kind === 'answer') {
      if (message.info) Object.assign(threadCalls, { info: message.info });
      settle(message.id, ({ resolve }) => resolve(message.answer));
    } else settle(message.id, ({ reject }) => reject(new YikeError(message.code, message.message)));
  };
  worker.onerror = ({ message }) => close(new YikeError('internal', `the worker stopped: ${message}`));

  const threadCalls = callsOver(async (call, parameters) => {
    if (closed) throw closedError();
    return send(++calls, { kind: 'call', id: calls, call, parameters });
  });
  return send(0, { kind: 'load', graph, wasm, datum, wantsProgress: !!onProgress }).then(
    (info) =>
      Object.assign(threadCalls, {
        info,
        threaded: true,
        close: () => close(closedError()),
      }) as unknown as YikeWorker,
    (error: unknown) => {
      worker.terminate();
      throw error;
    },
  );
}
