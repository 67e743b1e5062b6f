/** The one error class of the package. */

import type { YikeErrorShape } from './types.js';

/** Thrown on purpose: `code` is stable, the message names the value and what was expected. */
export class YikeError extends Error implements YikeErrorShape {
  override name = 'YikeError' as const;
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whatever the engine threw, as a `YikeError`: it throws pairs of code and message on purpose, and nothing else. */
export function asYikeError(thrown: unknown): unknown {
  if (Array.isArray(thrown)) return new YikeError(String(thrown[0]), String(thrown[1]));
  if (thrown instanceof YikeError) return thrown;
  return new YikeError('internal', `the engine stopped: ${String(thrown)}`);
}

/** How a value appears in a message: short, and different for `1` and `'1'`. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  let text: string | undefined;
  try {
    text = JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'number' ? Number(inner) : inner,
    );
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
