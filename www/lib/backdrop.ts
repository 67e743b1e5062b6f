/** The shapes that a page draws behind the rings. */

import type { Reply } from './reply.js';
import type { BackdropShape } from './types.js';

/** In the order in which the engine numbers them. */
const KINDS: readonly BackdropShape['kind'][] = [
  'water',
  'green',
  'building',
  'waterway',
  'railway',
  'coastline',
  'street',
];

/** Shapes in the order in which they are to be drawn. */
export function backdropOf(reply: Reply): BackdropShape[] {
  return reply.list((): BackdropShape => {
    const kind = KINDS[reply.number()]!;
    const lines = reply.list(() => reply.flatPositions());
    return kind === 'street' ? { kind, lines, class: reply.text(), name: reply.text() } : { kind, lines };
  });
}
