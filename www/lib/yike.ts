/** The facade: checks what is asked, asks the engine, and makes plain objects of what it answers. */

import { convert, Engine } from '../../build/wasm/yike_bg.js';
import { addedOf, hitsOf, infoOf, isochroneOf, placeOf, routeOf, servicesOf } from './answers.js';
import { backdropOf } from './backdrop.js';
import { circleOf, GROUPS, StandardInUse } from './circle.js';
import { asYikeError, YikeError } from './error.js';
import {
  countOf,
  indexOf,
  invalid,
  numberOf,
  type Options,
  optionsOf,
  positionOf,
  textOf,
} from './options.js';
import { tableOf } from './own-places.js';
import { PlaceTexts } from './place-texts.js';
import { datumOf, DATUMS, QUESTION_OPTIONS, questionOf } from './question.js';
import { type RawReply, Reply } from './reply.js';
import type * as types from './types.js';

const ISOCHRONE_OPTIONS = [...QUESTION_OPTIONS, 'minutes', 'minHoleArea_m2'];
const SERVICES_OPTIONS = [...QUESTION_OPTIONS, 'minutes', 'categories', 'limit', 'perCategory', 'openAt'];
const ROUTE_OPTIONS = [...QUESTION_OPTIONS, 'to'];
const CIRCLE_OPTIONS = [...QUESTION_OPTIONS, 'standard', 'group', 'minutes', 'openAt'];
const DATUM_OPTIONS = ['datum'];
const PLACE_OPTIONS = ['datum', 'openAt'];
const SEARCH_OPTIONS = ['limit', 'near', 'datum'];
const DEFAULT_HITS = 10;

/** A graph file in the engine, ready for questions. */
export class LoadedGraph implements types.Yike {
  info: types.Info;
  private engine: Engine | undefined;
  private readonly placeTexts: PlaceTexts;
  private readonly standard = new StandardInUse();

  /**
   * `datum` numbers the datum of all positions where a call names no other.
   * Throws a `YikeError` if the bytes are not a graph file that this version reads.
   */
  constructor(
    bytes: Uint8Array,
    private readonly datum: number,
  ) {
    try {
      this.engine = new Engine(bytes);
    } catch (thrown) {
      throw asYikeError(thrown);
    }
    this.info = infoOf(this.ask((engine) => engine.info(datum)));
    this.placeTexts = new PlaceTexts(
      this.info.categories.map(({ id }) => id),
      (ids) => this.ask((engine) => engine.place_texts(ids)),
    );
  }

  isochrone(question: types.IsochroneQuestion): types.Isochrone {
    const options = optionsOf(question, 'isochrone', ISOCHRONE_OPTIONS);
    const common = questionOf(options, this.datum);
    const minutes = minutesOf(options);
    const minHoleArea = numberOf(options, 'minHoleArea_m2');
    return isochroneOf(this.ask((engine) => engine.isochrone(...common, minutes, minHoleArea)));
  }

  services(question: types.ServicesQuestion): types.Services {
    const options = optionsOf(question, 'services', SERVICES_OPTIONS);
    const common = questionOf(options, this.datum);
    const minutes = numberOf(options, 'minutes', 'invalid-minutes') ?? 15;
    const categories = categoriesOf(options);
    const limit = countOf(options, 'limit');
    const perCategory = countOf(options, 'perCategory');
    const openAt = textOf(options, 'openAt');
    return servicesOf(
      this.ask((engine) => engine.services(...common, minutes, categories, limit, perCategory, openAt)),
      this.placeTexts,
    );
  }

  route(question: types.RouteQuestion): types.Route {
    const options = optionsOf(question, 'route', ROUTE_OPTIONS);
    const common = questionOf(options, this.datum);
    const { to } = options;
    if (typeof to === 'number') {
      const id = idOf(to, 'to');
      return routeOf(this.ask((engine) => engine.route_to_place(...common, id)));
    }
    const [lon, lat] = positionOf(to, 'to');
    return routeOf(this.ask((engine) => engine.route_to_point(...common, lon, lat)));
  }

  circle(question: types.CircleQuestion): types.Circle {
    const options = optionsOf(question, 'circle', CIRCLE_OPTIONS);
    const common = questionOf(options, this.datum);
    const group = indexOf(options, 'group', GROUPS);
    const searchMinutes = numberOf(options, 'minutes', 'invalid-minutes');
    const openAt = textOf(options, 'openAt');
    const { standard = 'qixian' } = options;
    const head = this.standard.use(this.open(), standard);
    return circleOf(
      this.ask((engine) => engine.circle(...common, group, searchMinutes, openAt)),
      head,
      this.placeTexts,
    );
  }

  place(id: number, options: types.PlaceOptions = {}): types.PlaceDetails {
    const checked = optionsOf(options, 'place', PLACE_OPTIONS);
    const datum = datumOf(checked, this.datum);
    const openAt = textOf(checked, 'openAt');
    const number = idOf(id, 'id');
    return placeOf(
      this.ask((engine) => engine.place(number, datum, openAt)),
      this.placeTexts,
    );
  }

  search(text: string, options: types.SearchOptions = {}): types.SearchHit[] {
    const checked = optionsOf(options, 'search', SEARCH_OPTIONS);
    const datum = datumOf(checked, this.datum);
    const limit = countOf(checked, 'limit') ?? DEFAULT_HITS;
    const { near } = checked;
    const from = near === undefined ? undefined : Float64Array.from(positionOf(near, 'near'));
    if (typeof text !== 'string') throw invalid('text', text, 'a text');
    return hitsOf(
      this.ask((engine) => engine.search(text, from, limit, datum)),
      this.placeTexts,
    );
  }

  addPlaces(
    source: string | types.OwnPlace[] | object,
    options: { datum?: types.Datum } = {},
  ): types.AddedPlaces {
    const datum = datumOf(optionsOf(options, 'addPlaces', DATUM_OPTIONS), this.datum);
    const table = typeof source === 'string' ? undefined : tableOf(source);
    const reply = this.ask((engine) =>
      table
        ? engine.add_places_table(table.heading, table.cells, datum)
        : engine.add_places_csv(source as string, datum),
    );
    const added = addedOf(reply);
    this.info = infoOf(this.ask((engine) => engine.info(this.datum)));
    return added;
  }

  backdrop(bbox?: types.BoundingBox, options: { datum?: types.Datum } = {}): types.BackdropShape[] {
    const datum = datumOf(optionsOf(options, 'backdrop', DATUM_OPTIONS), this.datum);
    const [west, south, east, north] = bbox === undefined ? this.info.bbox : boundsOf(bbox);
    return backdropOf(this.ask((engine) => engine.backdrop(west, south, east, north, datum)));
  }

  convert(position: types.Position, from: types.Datum, to: types.Datum): types.Position {
    const [lon, lat] = positionOf(position, 'position');
    const numbers = [from, to].map((datum) => DATUMS.indexOf(datum));
    const [source, target] = numbers as [number, number];
    if (source < 0 || target < 0) {
      throw invalid('datum', source < 0 ? from : to, `one of ${DATUMS.join(', ')}`);
    }
    return this.ask(() => convert(lon, lat, source, target)).position();
  }

  close(): void {
    this.engine?.free();
    this.engine = undefined;
  }

  private open(): Engine {
    if (!this.engine) throw new YikeError('closed', 'this graph was closed; load it again to ask');
    return this.engine;
  }

  /** The engine's answer to a call. */
  private ask(call: (engine: Engine) => RawReply): Reply {
    const engine = this.open();
    try {
      return new Reply(call(engine));
    } catch (thrown) {
      throw asYikeError(thrown);
    }
  }
}

function categoriesOf({ categories }: Options): string[] | undefined {
  if (categories === undefined) return undefined;
  if (!Array.isArray(categories) || categories.some((id) => typeof id !== 'string')) {
    throw invalid('categories', categories, 'an array of category ids', 'unknown-category');
  }
  return categories as string[];
}

function minutesOf(options: Options): Float64Array {
  const { minutes = [5, 10, 15] } = options;
  const list: unknown[] = Array.isArray(minutes) ? minutes : [minutes];
  return Float64Array.from(list, (value) => {
    if (typeof value !== 'number')
      throw invalid('minutes', value, 'a number or an array of numbers', 'invalid-minutes');
    return value;
  });
}

function idOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || value % 1 !== 0 || value < 0 || value > 0xffffffff) {
    throw invalid(name, value, 'the id of a place', 'unknown-place');
  }
  return value;
}

function boundsOf(bbox: unknown): types.BoundingBox {
  if (
    !Array.isArray(bbox) ||
    bbox.length !== 4 ||
    bbox.some((value) => typeof value !== 'number' || isNaN(value))
  ) {
    throw invalid('bbox', bbox, '[west, south, east, north] in degrees', 'invalid-coordinate');
  }
  return bbox as types.BoundingBox;
}
