// Pointer gestures in the form that WebDriver and WebDriver BiDi share.

const pointer = (actions) => [
  { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions },
];
const move = ([x, y], duration = 0) => ({
  type: 'pointerMove',
  x: Math.round(x),
  y: Math.round(y),
  duration,
});
const press = { type: 'pointerDown', button: 0 };
const release = { type: 'pointerUp', button: 0 };

export const clickActions = (at) => pointer([move(at), press, release]);

export function dragActions(from, to) {
  const steps = [1, 2, 3, 4, 5, 6, 7, 8].map((step) =>
    move([from[0] + ((to[0] - from[0]) * step) / 8, from[1] + ((to[1] - from[1]) * step) / 8], 30),
  );
  return pointer([move(from), press, ...steps, release]);
}
