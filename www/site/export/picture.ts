import type { Position } from 'yike';

import { paintPin } from '../map/mark_shapes';
import { viewportAround, type Viewport } from '../map/mercator';
import { ringPositions } from '../map/ring_shapes';
import { LIGHT, ringColour } from '../map/theme';
import { firstSentence, subtitle } from '../panel/headline';
import type { Page } from '../state/page';
import { ringMinutes } from '../state/view';
import { attributionLine } from '../text/opening_words';
import type { Words } from '../text/words';

const WIDTH = 1200;
const HEIGHT = 1200;
const HEAD = 132;
const SANS =
  '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** West, south, east and north of the largest ring, or of a plain square of half a kilometre. */
export function ringBounds(page: Page): [number, number, number, number] {
  const { answer } = page.state;
  const origin: Position = answer ? answer.origin : [0, 0];
  const bounds: [number, number, number, number] = [origin[0], origin[1], origin[0], origin[1]];
  const outline = answer && answer.isochrone ? ringPositions(answer.isochrone) : [];
  if (!outline.length) return [origin[0] - 0.005, origin[1] - 0.004, origin[0] + 0.005, origin[1] + 0.004];
  for (const [lon, lat] of outline) {
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
  return bounds;
}

/** Paints the ring's map with the pin, by day's colours: it goes on paper. */
export function paintMap(context: CanvasRenderingContext2D, page: Page, viewport: Viewport): void {
  const { mapView } = page;
  const { answer } = page.state;
  if (!mapView || !answer) return;
  mapView.paintPicture(context, viewport, LIGHT);
  paintPin(context, answer.origin, viewport, LIGHT);
}

/** Paints which colour stands for which walk, from the left top corner on. */
export function paintLegend(context: CanvasRenderingContext2D, page: Page, words: Words, size: number): void {
  const minutes = ringMinutes(page.state.view.minutes);
  const last = minutes.length - 1;
  context.save();
  context.font = `600 ${size}px ${SANS}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const texts = minutes.map((n, i) => (i === last ? words.minutes(n) : String(n)));
  const width = texts.reduce((sum, text) => sum + context.measureText(text).width + 2.4 * size, 0.6 * size);
  context.fillStyle = 'rgba(255,255,255,0.92)';
  context.fillRect(size, size, width, 2.2 * size);
  let x = 1.6 * size;
  texts.forEach((text, i) => {
    context.fillStyle = ringColour(LIGHT, last - i).line;
    context.beginPath();
    context.arc(x + 0.5 * size, 2.1 * size, 0.45 * size, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = LIGHT.text;
    context.fillText(text, x + 1.3 * size, 2.15 * size);
    x += context.measureText(text).width + 2.4 * size;
  });
  context.restore();
}

/** Sentence and map as a picture; `null` where there is no answer to draw. */
export function makePicture(page: Page, words: Words): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT + HEAD;
  const context = canvas.getContext('2d');
  const { answer } = page.state;
  if (!context || !answer) return Promise.resolve(null);
  context.save();
  context.translate(0, HEAD);
  context.beginPath();
  context.rect(0, 0, WIDTH, HEIGHT);
  context.clip();
  paintMap(context, page, viewportAround(ringBounds(page), WIDTH, HEIGHT, 40));
  paintLegend(context, page, words, 24);
  context.restore();
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, WIDTH, HEAD);
  context.fillStyle = LIGHT.text;
  context.font = `600 42px ${SANS}`;
  if (answer.circle) context.fillText(firstSentence(answer.circle, words), 40, 66);
  context.fillStyle = LIGHT.quiet;
  context.font = `400 26px ${SANS}`;
  context.fillText(subtitle(page.state, words), 40, 108);
  context.font = `400 20px ${SANS}`;
  context.textAlign = 'right';
  context.fillText(
    attributionLine(words, page.state.info ? page.state.info.dataDate : ''),
    WIDTH - 16,
    HEIGHT + HEAD - 16,
  );
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
