import type { BackdropShape } from 'yike';

/** What a shape is drawn as, in the order of drawing. */
export type Look =
  | 'green'
  | 'water'
  | 'waterway'
  | 'building'
  | 'railway'
  | 'footway'
  | 'steps'
  | 'street4'
  | 'street3'
  | 'street2'
  | 'street1';

export interface ShapeStyle {
  look: Look;
  /** The zoom from which it is drawn. */
  minZoom: number;
}

const GREEN: ShapeStyle = { look: 'green', minZoom: 10 };
const WATER: ShapeStyle = { look: 'water', minZoom: 8 };
const WATERWAY: ShapeStyle = { look: 'waterway', minZoom: 12 };
/** Seen only where the sea could not be filled. */
const COAST: ShapeStyle = { look: 'waterway', minZoom: 8 };
const BUILDING: ShapeStyle = { look: 'building', minZoom: 15 };
const RAILWAY: ShapeStyle = { look: 'railway', minZoom: 12.5 };
const FOOTWAY: ShapeStyle = { look: 'footway', minZoom: 15.5 };
const STEPS: ShapeStyle = { look: 'steps', minZoom: 15.5 };
const STREET1: ShapeStyle = { look: 'street1', minZoom: 8 };
const STREET2: ShapeStyle = { look: 'street2', minZoom: 11 };
const STREET3: ShapeStyle = { look: 'street3', minZoom: 12.5 };
const STREET4: ShapeStyle = { look: 'street4', minZoom: 14.5 };

const STREETS: { [className: string]: ShapeStyle } = {
  motorway: STREET1,
  trunk: STREET1,
  primary: STREET1,
  secondary: STREET2,
  tertiary: STREET2,
  unclassified: STREET3,
  residential: STREET3,
  living_street: STREET3,
  pedestrian: STREET3,
  service: STREET4,
  steps: STEPS,
  footway: FOOTWAY,
  path: FOOTWAY,
  track: FOOTWAY,
  cycleway: FOOTWAY,
  bridleway: FOOTWAY,
};

/** How a shape is drawn; `null` for what is not shown, such as a passage inside a building. */
export function styleOf(shape: BackdropShape): ShapeStyle | null {
  switch (shape.kind) {
    case 'green':
      return GREEN;
    case 'water':
      return WATER;
    case 'waterway':
      return WATERWAY;
    case 'building':
      return BUILDING;
    case 'railway':
      return RAILWAY;
    case 'street':
      return STREETS[shape.class || ''] || null;
    case 'coastline':
      return COAST;
  }
}

/** The width of a street's line in pixels, growing with the zoom. */
export function streetWidth(look: Look, zoom: number): number {
  const at16: { [look: string]: number } = { street1: 17, street2: 12.5, street3: 8, street4: 4.4 };
  const base = at16[look] || 0;
  return Math.max(look === 'street1' ? 1.6 : 0.8, base * Math.pow(1.72, zoom - 16.4));
}
