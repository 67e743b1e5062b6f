import type { BackdropIndex } from './backdrop_index';
import type { Viewport } from './mercator';
import type { StreetChain } from './street_chains';
import type { Theme } from './theme';

/** The zoom from which streets of each rank carry their names. */
const MIN_ZOOM = [13.5, 14.2, 15.4, 16.6, 16.8, 17];
/** The same name again no nearer than this. */
const REPEAT_PX = 360;
/** Upright letters that drift sideways by less than this stand in one column. */
const MOST_DRIFT_PX = 6;
/** The sharpest bend between two letters: about 25°. */
const MIN_COSINE = 0.9;

interface Glyph {
  text: string;
  x: number;
  y: number;
  angle: number;
}

/** Writes street names along the streets, where they fit and do not meet another name. */
export function paintLabels(
  context: CanvasRenderingContext2D,
  index: BackdropIndex,
  chains: StreetChain[],
  viewport: Viewport,
  theme: Theme,
): void {
  const taken = new TakenBoxes(viewport.width, viewport.height);
  const written: { [name: string]: Glyph[] } = {};
  const left = viewport.left - index.left;
  const top = viewport.top - index.top;
  const right = left + viewport.width / viewport.scale;
  const bottom = top + viewport.height / viewport.scale;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const chain of chains) {
    if (viewport.zoom < (MIN_ZOOM[chain.rank] as number)) continue;
    if (chain.right < left || chain.left > right || chain.bottom < top || chain.top > bottom) continue;
    const size = (chain.rank < 2 ? 12 : 11) + (viewport.zoom >= 17 ? 1 : 0);
    context.font = `${chain.rank < 2 ? 500 : 400} ${size}px ${FONT}`;
    const letters = Array.from(chain.name);
    const widths = letters.map((letter) => context.measureText(letter).width + 0.4);
    const width = widths.reduce((sum, letter) => sum + letter, 0);
    if (chain.length * viewport.scale < width * 1.15) continue;
    const points = screenLine(chain.line, left, top, viewport.scale);
    let from = 12;
    const total = chain.length * viewport.scale;
    while (from + width < total - 8) {
      const glyphs = layOut(points, letters, widths, from);
      const middle = glyphs && glyphs[glyphs.length >> 1];
      const before = written[chain.name] || (written[chain.name] = []);
      const fits =
        glyphs &&
        middle &&
        inside(glyphs, viewport, size) &&
        farFrom(before, middle) &&
        taken.take(glyphs, size);
      if (fits) {
        write(context, glyphs, theme);
        before.push(middle);
      }
      from += fits ? width + REPEAT_PX : 24;
    }
  }
}

const FONT =
  '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

function screenLine(line: Float32Array, left: number, top: number, scale: number): Float64Array {
  const points = new Float64Array(line.length);
  for (let i = 0; i < line.length; i += 2) {
    points[i] = ((line[i] as number) - left) * scale;
    points[i + 1] = ((line[i + 1] as number) - top) * scale;
  }
  return points;
}

/** Sets each letter on the line from a distance on, or gives up where the line bends too much. */
function layOut(points: Float64Array, letters: string[], widths: number[], from: number): Glyph[] | null {
  const glyphs: Glyph[] = [];
  let at = from;
  let segment = 0;
  let before = 0;
  let previous: [number, number] | null = null;
  let rise = 0;
  for (let i = 0; i < letters.length; i++) {
    const width = widths[i] as number;
    const middle = at + width / 2;
    for (;;) {
      if (2 * segment + 3 >= points.length) return null;
      const length = segmentLength(points, segment);
      if (before + length >= middle) break;
      before += length;
      segment++;
    }
    const length = segmentLength(points, segment) || 1;
    const x0 = points[2 * segment] as number;
    const y0 = points[2 * segment + 1] as number;
    const ux = ((points[2 * segment + 2] as number) - x0) / length;
    const uy = ((points[2 * segment + 3] as number) - y0) / length;
    if (previous && previous[0] * ux + previous[1] * uy < MIN_COSINE) return null;
    previous = [ux, uy];
    rise += Math.abs(uy) > 0.8 ? 1 : 0;
    glyphs.push({
      text: letters[i] as string,
      x: x0 + ux * (middle - before),
      y: y0 + uy * (middle - before),
      angle: Math.atan2(uy, ux),
    });
    at += width;
  }
  const first = glyphs[0];
  const last = glyphs[glyphs.length - 1];
  if (!first || !last) return null;
  if (letters.every(isHan) && rise === letters.length) return upright(glyphs);
  return last.x < first.x ? turned(glyphs) : glyphs;
}

/** Chinese names along a steep street stand upright, from the top to the bottom. */
function upright(glyphs: Glyph[]): Glyph[] {
  const places = glyphs.slice().sort((a, b) => a.y - b.y);
  const xs = places.map((place) => place.x);
  const drift = Math.max(...xs) - Math.min(...xs);
  const straight = drift < MOST_DRIFT_PX ? xs.reduce((sum, x) => sum + x, 0) / xs.length : null;
  return glyphs.map((glyph, i) => {
    const { x, y } = places[i] as Glyph;
    return { text: glyph.text, x: straight === null ? x : straight, y, angle: 0 };
  });
}

/** The same places in the other direction, so that no name stands on its head. */
function turned(glyphs: Glyph[]): Glyph[] {
  const places = glyphs.slice().reverse();
  return glyphs.map((glyph, i) => {
    const place = places[i] as Glyph;
    return { text: glyph.text, x: place.x, y: place.y, angle: place.angle + Math.PI };
  });
}

function isHan(letter: string): boolean {
  return /[\u2e80-\u9fff\uf900-\ufaff0-9]/.test(letter);
}

function segmentLength(points: Float64Array, segment: number): number {
  const dx = (points[2 * segment + 2] as number) - (points[2 * segment] as number);
  const dy = (points[2 * segment + 3] as number) - (points[2 * segment + 1] as number);
  return Math.sqrt(dx * dx + dy * dy);
}

/** Whether the same name stands nowhere near, such as on the other carriageway. */
function farFrom(before: Glyph[], at: Glyph): boolean {
  return before.every(
    ({ x, y }) => (x - at.x) * (x - at.x) + (y - at.y) * (y - at.y) > REPEAT_PX * REPEAT_PX,
  );
}

function inside(glyphs: Glyph[], viewport: Viewport, size: number): boolean {
  return glyphs.every(
    (g) => g.x > size && g.y > size && g.x < viewport.width - size && g.y < viewport.height - size,
  );
}

function write(context: CanvasRenderingContext2D, glyphs: Glyph[], theme: Theme): void {
  context.strokeStyle = theme.labelHalo;
  context.lineWidth = 3;
  context.fillStyle = theme.label;
  for (const pass of ['halo', 'text']) {
    for (const glyph of glyphs) {
      context.save();
      context.translate(glyph.x, glyph.y);
      context.rotate(glyph.angle);
      if (pass === 'halo') context.strokeText(glyph.text, 0, 0);
      else context.fillText(glyph.text, 0, 0);
      context.restore();
    }
  }
}

/** Which squares of the picture carry letters already. */
class TakenBoxes {
  private readonly columns: number;
  private readonly squares: Uint8Array;

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / SQUARE_PX) + 1;
    this.squares = new Uint8Array(this.columns * (Math.ceil(height / SQUARE_PX) + 1));
  }

  /** Takes the room of these letters if all of it is free. */
  take(glyphs: Glyph[], size: number): boolean {
    const cells: number[] = [];
    const half = size / 2 + 2;
    for (const glyph of glyphs) {
      const lastRow = Math.floor((glyph.y + half) / SQUARE_PX);
      const lastColumn = Math.floor((glyph.x + half) / SQUARE_PX);
      for (let row = Math.floor((glyph.y - half) / SQUARE_PX); row <= lastRow; row++) {
        for (let column = Math.floor((glyph.x - half) / SQUARE_PX); column <= lastColumn; column++) {
          const cell = row * this.columns + column;
          if (this.squares[cell]) return false;
          cells.push(cell);
        }
      }
    }
    for (const cell of cells) this.squares[cell] = 1;
    return true;
  }
}

const SQUARE_PX = 8;
