import type { BackdropShape } from 'yike';

import { styleOf, type ShapeStyle } from './backdrop_style';
import { worldX, worldY, type Box } from './mercator';
import { inSea, seaWithin } from './sea';

/** Where more of the streets than this lie in what the coastlines say is sea, the coastlines are not to be trusted. */
const MOST_STREETS_IN_SEA = 0.1;
/** Every so many-th street is looked at. */
const STREET_SAMPLE = 7;

/** Side of a bin in world units: about 200 m. */
const BIN = 2048;

/** A shape in world coordinates relative to the index's corner, which single precision holds to a centimetre. */
export interface IndexedShape {
  style: ShapeStyle;
  name: string;
  lines: Float32Array[];
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The shapes of a backdrop, found by position. */
export class BackdropIndex {
  /** The corner to which the coordinates of all shapes are relative, in world units. */
  readonly left: number;
  readonly top: number;
  readonly shapes: IndexedShape[] = [];
  /** The sea as rings in world units for an even-odd fill; empty where there is none or the coast is not closed. */
  readonly sea: ArrayLike<number>[];
  /** The extent of the data in world units. */
  readonly extent: Box;
  private readonly columns: number;
  private readonly rows: number;
  private readonly bins: number[][] = [];
  private readonly stamps: Uint32Array;
  private stamp = 0;

  /** `extent` is that of the data: west, south, east, north. */
  constructor(shapes: BackdropShape[], extent: [number, number, number, number]) {
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    const projected: { shape: BackdropShape; lines: Float64Array[] }[] = [];
    for (const shape of shapes) {
      const lines = shape.lines.map(project);
      projected.push({ shape, lines });
      for (const line of lines) {
        for (let i = 0; i < line.length; i += 2) {
          const x = line[i] as number;
          const y = line[i + 1] as number;
          if (x < left) left = x;
          if (x > right) right = x;
          if (y < top) top = y;
          if (y > bottom) bottom = y;
        }
      }
    }
    this.left = projected.length ? left : 0;
    this.top = projected.length ? top : 0;
    this.columns = projected.length ? Math.floor((right - left) / BIN) + 1 : 0;
    this.rows = projected.length ? Math.floor((bottom - top) / BIN) + 1 : 0;
    for (const { shape, lines } of projected) {
      const style = styleOf(shape);
      if (style) this.add(style, shape.name || '', lines);
    }
    this.stamps = new Uint32Array(this.shapes.length);
    this.extent = {
      left: worldX(extent[0]),
      top: worldY(extent[3]),
      right: worldX(extent[2]),
      bottom: worldY(extent[1]),
    };
    this.sea = this.trustedSea(
      projected
        .filter(({ shape }) => shape.kind === 'coastline')
        .map(({ lines }) => lines[0] as Float64Array),
      this.extent,
    );
  }

  /** The shapes whose box touches a box in world units, each once, in the order of the file. */
  within(left: number, top: number, right: number, bottom: number): IndexedShape[] {
    const found: number[] = [];
    this.stamp++;
    const box = [left - this.left, top - this.top, right - this.left, bottom - this.top] as const;
    const firstColumn = Math.max(0, Math.floor(box[0] / BIN));
    const lastColumn = Math.min(this.columns - 1, Math.floor(box[2] / BIN));
    const firstRow = Math.max(0, Math.floor(box[1] / BIN));
    const lastRow = Math.min(this.rows - 1, Math.floor(box[3] / BIN));
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        for (const id of this.bins[row * this.columns + column] || []) {
          if (this.stamps[id] === this.stamp) continue;
          this.stamps[id] = this.stamp;
          const shape = this.shapes[id] as IndexedShape;
          if (
            shape.right >= box[0] &&
            shape.left <= box[2] &&
            shape.bottom >= box[1] &&
            shape.top <= box[3]
          ) {
            found.push(id);
          }
        }
      }
    }
    return found.sort((a, b) => a - b).map((id) => this.shapes[id] as IndexedShape);
  }

  private trustedSea(coastlines: Float64Array[], box: Box): ArrayLike<number>[] {
    const sea = coastlines.length ? seaWithin(coastlines, box) : null;
    if (!sea) return [];
    const streets = this.shapes.filter((shape) => shape.style.look.indexOf('street') === 0);
    const sample = streets.filter((_, i) => i % STREET_SAMPLE === 0);
    const wet = sample.filter(({ lines }) => {
      const line = lines[0] as Float32Array;
      return inSea(sea, (line[0] as number) + this.left, (line[1] as number) + this.top);
    });
    return wet.length > sample.length * MOST_STREETS_IN_SEA ? [] : sea;
  }

  private add(style: ShapeStyle, name: string, worldLines: Float64Array[]): void {
    const shape: IndexedShape = {
      style,
      name,
      lines: [],
      left: Infinity,
      top: Infinity,
      right: -Infinity,
      bottom: -Infinity,
    };
    for (const world of worldLines) {
      const line = new Float32Array(world.length);
      for (let i = 0; i < world.length; i += 2) {
        const x = (world[i] as number) - this.left;
        const y = (world[i + 1] as number) - this.top;
        line[i] = x;
        line[i + 1] = y;
        if (x < shape.left) shape.left = x;
        if (x > shape.right) shape.right = x;
        if (y < shape.top) shape.top = y;
        if (y > shape.bottom) shape.bottom = y;
      }
      shape.lines.push(line);
    }
    if (!(shape.right >= shape.left)) return;
    const id = this.shapes.length;
    this.shapes.push(shape);
    const lastRow = Math.floor(shape.bottom / BIN);
    const lastColumn = Math.floor(shape.right / BIN);
    for (let row = Math.floor(shape.top / BIN); row <= lastRow; row++) {
      for (let column = Math.floor(shape.left / BIN); column <= lastColumn; column++) {
        const bin = row * this.columns + column;
        const ids = this.bins[bin];
        if (ids) ids.push(id);
        else this.bins[bin] = [id];
      }
    }
  }
}

function project(line: Float64Array): Float64Array {
  const world = new Float64Array(line.length);
  for (let i = 0; i + 1 < line.length; i += 2) {
    world[i] = worldX(line[i] as number);
    world[i + 1] = worldY(line[i + 1] as number);
  }
  return world;
}
