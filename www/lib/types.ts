/** Hand-written types of the package `yike`. Coordinates are always `[longitude, latitude]`. */

/** `[longitude, latitude]` in degrees, in the datum of the call. */
export type Position = [lon: number, lat: number];

/** WGS-84 (GPS, OpenStreetMap), GCJ-02 (AMap, Tencent, WeChat) or BD-09 (Baidu). */
export type Datum = 'wgs84' | 'gcj02' | 'bd09';

export type ProfileName = 'adult' | 'elder' | 'child' | 'stroller' | 'wheelchair' | 'uniform';

/** A named profile with some of its parameters replaced. */
export interface ProfileOptions {
  base?: ProfileName;
  /** Walking speed on the flat, 0.5 to 15 km/h. */
  speed_kmh?: number;
  /** How many times longer a metre of steps takes, 1 to 20. */
  steps_factor?: number;
  /** Whether steps are impassable. */
  avoid_steps?: boolean;
  /** Seconds waited at a crossing with traffic lights, 0 to 600. */
  signal_wait_s?: number;
  /** How many times longer a metre on uneven ground (sett, gravel) takes, 1 to 20. */
  uneven_factor?: number;
  /** How many times longer a metre on loose ground (grass, sand, earth) takes, 1 to 20. */
  unpaved_factor?: number;
  /** The steepest passable slope in percent, 1 to 100. */
  max_incline_percent?: number;
  /** How far the asked point may lie from the nearest street, 1 to 1000 metres. */
  max_snap_m?: number;
}

export type Profile = ProfileName | ProfileOptions;

/** A named standard of the life circle, or one's own (see `StandardData`). */
export type StandardName = 'qixian' | 'mofcom-2021' | 'gb50180-2018' | 'six-ones' | 'wuhai-eight';

/** Who asks: everybody, 一老 (the old), 一小 (the young), 青壮 (those of working age). */
export type GroupName = 'all' | 'elder' | 'child' | 'working';

export interface Progress {
  stage: 'wasm' | 'graph';
  loaded: number;
  /** Absent where the server does not tell the size. */
  total?: number;
}

/** A `URL`, or anything else that has its `href`. */
export interface UrlLike {
  readonly href: string;
}

/** Bytes, or where they are: a URL, and in Node also the path of a file. */
export type Source = string | UrlLike | ArrayBuffer | Uint8Array;

/** Where the engine comes from: also a compiled `WebAssembly.Module`. */
export type WasmSource = Source | object;

/** West, south, east, north in degrees. */
export type BoundingBox = [west: number, south: number, east: number, north: number];

export interface LoadOptions {
  graph: Source;
  /** Where the engine comes from; found by itself unless a build needs help. */
  wasm?: WasmSource;
  /** The datum of all positions given and returned, unless a call says otherwise. Default `'wgs84'`. */
  datum?: Datum;
  onProgress?: (progress: Progress) => void;
}

export interface CategoryInfo {
  id: string;
  zh: string;
  en: string;
  /** How many places of the file have this category. 0 means the data holds no record of any. */
  places: number;
}

export interface Info {
  name: string;
  bbox: BoundingBox;
  /** `YYYY-MM-DD`, or '' where unknown. */
  dataDate: string;
  attribution: string;
  builder: string;
  counts: { nodes: number; edges: number; places: number; blocks: number; bytes: number };
  categories: CategoryInfo[];
  hasBackdrop: boolean;
}

export interface Question {
  origin: Position;
  profile?: Profile;
  /** Walks from the origin (default) or to it. */
  direction?: 'from' | 'to';
  datum?: Datum;
}

export interface Snap {
  /** The nearest point on a street that the profile can use. */
  point: Position;
  distance_m: number;
}

export interface IsochroneQuestion extends Question {
  /** Up to 12 limits, each above 0 and at most 120; default `[5, 10, 15]`. */
  minutes?: number | number[];
  /** Holes smaller than this are filled. Default 1000. */
  minHoleArea_m2?: number;
}

export interface IsochroneFeature {
  type: 'Feature';
  properties: { minutes: number; area_m2: number };
  geometry: { type: 'MultiPolygon'; coordinates: Position[][][] };
}

/** A GeoJSON FeatureCollection, largest limit first. */
export interface Isochrone {
  type: 'FeatureCollection';
  features: IsochroneFeature[];
  snap: Snap;
  /** Whether the walk reached the edge of the data, so that the true reach may be larger. */
  truncated: boolean;
}

export interface ServicesQuestion extends Question {
  /** Above 0, at most 120; default 15. */
  minutes?: number;
  /** Only these categories. */
  categories?: string[];
  /** At most so many services in all. */
  limit?: number;
  /** At most so many of each category. */
  perCategory?: number;
  /** Local date-time, `YYYY-MM-DDTHH:MM`: leaves out what is known to be closed then. */
  openAt?: string;
}

export interface Names {
  local: string;
  zh: string;
  en: string;
}

export interface Service {
  /** Number of the place in the file; own places count on from the last. */
  id: number;
  /** Such as `node/123`; '' for own places. */
  osm: string;
  /** The local name, or '' . */
  name: string;
  names: Names;
  categories: string[];
  point: Position;
  seconds: number;
  metres: number;
  /** Where `openAt` was asked: true if its hours are known to include that time; absent if they are not known. */
  open?: boolean;
}

export interface Services {
  services: Service[];
  snap: Snap;
  truncated: boolean;
}

/** What is known of one place beyond the list. */
export interface PlaceDetails {
  id: number;
  osm: string;
  names: Names;
  categories: string[];
  point: Position;
  opening_hours: string;
  wheelchair: string;
  phone: string;
  /** Where `openAt` was asked: whether it is open then; absent if its hours are not known or not understood. */
  open?: boolean;
}

export interface PlaceOptions {
  datum?: Datum;
  /** Local date-time, `YYYY-MM-DDTHH:MM`: tells whether the place is open then. */
  openAt?: string;
}

export interface RouteQuestion extends Question {
  /** A place's id, or a position. */
  to: number | Position;
}

export interface RouteStep {
  /** The street's name, '' if it has none. */
  name: string;
  /** Kind of way, such as `footway` or `steps`. */
  class: string;
  metres: number;
  seconds: number;
}

/** A GeoJSON Feature. */
export interface Route {
  type: 'Feature';
  properties: { seconds: number; metres: number; steps: RouteStep[] };
  geometry: { type: 'LineString'; coordinates: Position[] };
}

/**
 * `no-record`: the data does not tell, as it holds no such place at all, or one within the tier of which it is not certain
 * (`maybe`).
 */
export type CircleStatus = 'covered' | 'missing' | 'no-record';

/** A text in Chinese and English. */
export interface Label {
  zh: string;
  en: string;
}

/** A standard of one's own, in the form of the files in `crate/engine/standards`. Of each label one language suffices. */
export interface StandardData {
  id: string;
  name: Partial<Label>;
  source: string;
  year: number;
  /** What is not certain about it, for people. */
  note?: Partial<Label>;
  items: StandardItem[];
}

export interface StandardItem {
  /** Any place of any of these categories covers the item. */
  categories: string[];
  /**
   * Categories of which a place may be what is asked for, though the map does not say so: it neither covers the item nor
   * lets it be called missing.
   */
  maybe?: string[];
  name: Partial<Label>;
  /** The heading that the item stands under. */
  theme: Partial<Label>;
  /** Within so many minutes' walk … */
  minutes?: number;
  /** … or within so many metres walked. One of the two. */
  metres?: number;
  /** Weight in the score; 1 if absent. */
  weight?: number;
  /** What is not certain about the item, for people. */
  note?: Partial<Label>;
}

export interface CircleQuestion extends Question {
  standard?: StandardName | StandardData;
  group?: GroupName;
  /** How far to look for what is missing; default 30, at most 120. */
  minutes?: number;
  /** Local date-time, `YYYY-MM-DDTHH:MM`: counts nothing that is known to be closed then. */
  openAt?: string;
}

/** One item of a standard, or of the green rule, and what the walk found of it. */
export interface CircleItem {
  name: Label;
  categories: string[];
  theme: Label;
  /** What is not certain about the item; blank if nothing. */
  note: Label;
  status: CircleStatus;
  /** The tier: one of the two. Metres are those of the quickest walk. */
  minutes?: number;
  metres?: number;
  /** Places within the limit. */
  count: number;
  /** The nearest one within the search limit, in the tier or beyond. */
  nearest?: Service;
  /** Where the item is not covered: the nearest place within the tier that may be what is asked for. */
  maybe?: Service;
}

export interface Circle {
  standard: { id: string; name: Label; source: string; year: number; note: Label };
  /** In the order of the standard. */
  items: CircleItem[];
  /** The items by their themes: indices into `items`, in the order of the standard. */
  themes: { name: Label; items: number[] }[];
  /** Indices into `items` of what is missing, the widest miss first. */
  gaps: number[];
  /** 0 to 100: weight of the covered items over the weight of those with a record. `null` with no record at all. */
  score: number | null;
  covered: number;
  missing: number;
  noRecord: number;
  /** Green within 300 m and a park within 500 m; not part of the score. */
  green: CircleItem[];
  /**
   * The ring of the longest tier, and its area over that of the plain circle of the same walk: 1 if nothing is in the
   * way. `null` with no items.
   */
  ring: { minutes: number; area_m2: number; catchment_ratio: number } | null;
  snap: Snap;
  truncated: boolean;
}

/** A shape to draw behind the rings, coordinates in the engine's datum, flat `[lon, lat, lon, lat, …]`. */
export interface BackdropShape {
  kind: 'water' | 'green' | 'building' | 'waterway' | 'railway' | 'coastline' | 'street';
  /** Areas: outer ring then holes. Lines: one. */
  lines: Float64Array[];
  /** Streets: the kind of way and the name. */
  class?: string;
  name?: string;
}

export interface SearchOptions {
  /** At most so many; default 10. */
  limit?: number;
  /** Where to look from. */
  near?: Position;
  datum?: Datum;
}

export interface SearchHit {
  kind: 'place' | 'street';
  /** A place's id. */
  id?: number;
  name: string;
  names: Names;
  categories: string[];
  point: Position;
}

export interface OwnPlace {
  name: string;
  /** Ids or labels of the file's categories, or what standards and everyday Chinese call them: 卫生室, 养老院. */
  categories: string[];
  point: Position;
  opening_hours?: string;
  phone?: string;
}

export interface AddedPlaces {
  added: number;
  /** Rows that were left out: line in the source (from 1) and why. */
  rejected: { line: number; reason: string }[];
}

/** Every error the package throws on purpose. */
export interface YikeErrorShape extends Error {
  name: 'YikeError';
  /** Stable: see the README's table. */
  code: string;
}

/** A loaded city. All calls are synchronous. */
export interface Yike {
  readonly info: Info;
  isochrone(question: IsochroneQuestion): Isochrone;
  services(question: ServicesQuestion): Services;
  route(question: RouteQuestion): Route;
  circle(question: CircleQuestion): Circle;
  /** All that is known of one place. */
  place(id: number, options?: PlaceOptions): PlaceDetails;
  /** Streets and places by name, the best first; of equally good ones those nearest to `near` (default: the middle of the data). */
  search(text: string, options?: SearchOptions): SearchHit[];
  addPlaces(source: string | OwnPlace[] | object, options?: { datum?: Datum }): AddedPlaces;
  /** The shapes within a bounding box (west, south, east, north), streets included. */
  backdrop(bbox?: BoundingBox, options?: { datum?: Datum }): BackdropShape[];
  /** A position in another datum. Every call takes a `datum`, so this is for what else one draws or sends. */
  convert(position: Position, from: Datum, to: Datum): Position;
  close(): void;
}
