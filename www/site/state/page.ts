import type { Datum, Isochrone, LoadOptions, Position, SearchHit, Service, Yike } from 'yike';

import type { Padding } from '../map/framing';
import { MapView } from '../map/map_view';
import { ringPositions } from '../map/ring_shapes';
import { DARK, LIGHT, type Theme } from '../map/theme';
import { wordsIn } from '../text/words';
import { ask, askCircle, askRings, askServices, codeOf, messageOf, ofRings, profileOf } from './answer';
import { cityOf, firstOrigin, type City } from './city';
import { FrameShare } from './frame_share';
import { nearRows } from './nearby';
import { momentOf } from './open_at';
import { OwnLists, type OwnList } from './own_lists';
import type { PageOptions, Remember } from './page_options';
import type { PageState, Stop } from './page_state';
import { firstView, type View } from './view';

/** The state of the page and everything that can be done to it. Drawing it is left to the panel and the map. */
export class Page {
  state: PageState;
  private readonly options: PageOptions;
  /** The datum of all positions. */
  readonly datum: Datum;
  private yike: Yike | null = null;
  private map: MapView | null = null;
  private theme: Theme = LIGHT;
  private framed = false;
  /** The rings of the dragged pin, as they are drawn. */
  private rings: Isochrone | null = null;
  private opening = 0;
  /** What the open file was loaded with. */
  private opened: LoadOptions | null = null;
  private lists = new OwnLists();
  /** What follows a dragged pin besides the rings, most wanted first. */
  private readonly followers = new FrameShare([
    () => this.orAnswer(() => this.followWithSentence()),
    () => this.orAnswer(() => this.followWithList()),
  ]);

  constructor(options: PageOptions) {
    this.options = options;
    this.datum = options.datum;
    this.state = {
      cities: options.cities,
      view: options.view,
      phase: { kind: 'loading', progress: null },
      info: null,
      answer: null,
      dragging: false,
      order: [],
      walk: null,
      street: '',
      stop: 'half',
      wide: false,
      own: null,
      tilesBy: options.config.tiles ? options.config.tiles.attribution : '',
      notice: '',
    };
  }

  /** The engine, once a file is open. */
  get engine(): Yike | null {
    return this.yike;
  }

  get mapView(): MapView | null {
    return this.map;
  }

  /** Opens the file of the view's city and answers the first question. */
  async open(graph?: Uint8Array | ArrayBuffer, name?: string): Promise<void> {
    const opening = ++this.opening;
    const { city } = this;
    if (!graph && !city) {
      this.set({ phase: { kind: 'failed', reason: 'missing', message: this.state.view.city } });
      return;
    }
    this.set({ phase: { kind: 'loading', progress: null } });
    const options: LoadOptions = {
      graph: graph || (city as City).url,
      datum: this.datum,
      onProgress: (progress) => {
        if (opening === this.opening) this.set({ phase: { kind: 'loading', progress } });
      },
    };
    if (this.options.wasm) options.wasm = this.options.wasm;
    let yike: Yike;
    try {
      yike = await this.options.load(options);
    } catch (error) {
      if (opening === this.opening) {
        // The engine may still be on its way: its progress must not cover the message.
        this.opening += 1;
        this.fail(error, graph ? (name as string) : '');
      }
      return;
    }
    if (opening === this.opening) {
      delete options.onProgress;
      this.opened = options;
      this.use(yike, graph ? undefined : city, name);
    } else yike.close();
  }

  /** Puts the map into its place; call once the container is laid out. */
  attach(container: HTMLElement, padding: Padding): void {
    const { view } = this.state;
    const origin = view.origin || [0, 0];
    const map = new MapView(container, origin, this.theme, {
      drag: (at) => this.moveOrigin(at, true),
      settle: (at) => this.moveOrigin(at, false),
      pick: (service) => this.choosePlace(service.id),
      look: (camera) => this.change({ camera }, 'replace'),
    });
    this.map = map;
    map.setPadding(padding);
    map.setPinLabel(wordsIn(view.language).pin);
    if (this.yike) this.showFirst();
  }

  /** Day or night. */
  setDark(dark: boolean): void {
    this.theme = dark ? DARK : LIGHT;
    if (this.map) this.map.setTheme(this.theme);
  }

  /** Shows another view, such as one from the back button. */
  show(view: View): void {
    const cityChanged = view.city !== this.state.view.city;
    this.state.view = view;
    if (cityChanged) {
      this.framed = false;
      void this.open();
      return;
    }
    if (view.camera && this.map) this.map.look(view.camera);
    this.answer();
  }

  /** Changes some of the view and asks anew. */
  change(patch: Partial<View>, remember: Remember): void {
    this.state.view = { ...this.state.view, ...patch };
    const quiet = Object.keys(patch).every((key) => key === 'camera');
    if (!quiet) this.answer();
    this.options.onView(this.state.view, remember);
  }

  /** Opens another city at its own first position. */
  goTo(city: string): void {
    const old = this.state.view;
    const view: View = { ...firstView(city, old.language), profile: old.profile, group: old.group };
    view.standard = old.standard;
    view.minutes = old.minutes;
    view.speed_kmh = old.speed_kmh;
    view.openAt = old.openAt;
    this.show(view);
    this.options.onView(view, 'push');
  }

  /** Moves the pin; while it is under a finger the list keeps its order. */
  moveOrigin(origin: Position, dragging: boolean): void {
    if (!this.yike) return;
    this.state.dragging = dragging;
    this.state.view = { ...this.state.view, origin };
    this.followers.stop();
    if (dragging && this.follow(origin)) return;
    if (this.map && !dragging) this.map.movePin(origin);
    this.answer();
    if (dragging) return;
    if (this.map) this.map.revealPin();
    this.options.onView(this.state.view, 'push');
  }

  /** Moves the pin to a place that may be out of sight, and frames the ring there. */
  travel(origin: Position): void {
    this.state.view = { ...this.state.view, camera: null };
    this.moveOrigin(origin, false);
    this.frame(true);
  }

  /** Draws the walk to a place, or none. */
  choosePlace(place: number | null): void {
    if (place === this.state.view.place) return;
    if (place !== null && !this.state.wide && this.state.stop === 'peek') this.state.stop = 'half';
    this.change({ place }, 'push');
    if (this.state.walk && this.state.walk.route && this.map) {
      this.map.frameWalk(this.state.walk.route.geometry.coordinates);
    }
  }

  /** Shows one category alone, or all. */
  chooseCategory(category: string | null): void {
    this.change({ category }, 'push');
  }

  setStop(stop: Stop): void {
    if (stop !== this.state.stop) this.set({ stop });
  }

  setWide(wide: boolean): void {
    if (wide !== this.state.wide) this.set({ wide });
  }

  /** Says something to eyes and ears. */
  say(notice: string): void {
    this.set({ notice });
  }

  /** Follows a new layout. */
  setPadding(padding: Padding): void {
    if (!this.map) return;
    this.map.setPadding(padding);
    this.map.revealPin();
  }

  /** Moves the pin to a position from the device, unless that lies outside the data. Tells whether it did. */
  travelTo(position: Position): boolean {
    const { info } = this.state;
    if (!this.yike || !info) return false;
    const [west, south, east, north] = info.bbox;
    const [lon, lat] = this.yike.convert(position, 'wgs84', this.datum);
    if (lon < west || lon > east || lat < south || lat > north) return false;
    this.travel([lon, lat]);
    return true;
  }

  /** Back to the first position of the city. */
  home(): void {
    if (this.yike) this.travel(this.firstOrigin(this.yike));
  }

  /** Joins facilities of the reader's own to the search, in place of those of an earlier file of the same name. */
  async addPlaces(list: OwnList): Promise<void> {
    const { name } = list;
    const { opening } = this;
    try {
      if (this.lists.has(name)) await this.forget(name);
      if (!this.yike || opening !== this.opening) return;
      const result = this.lists.add(this.yike, list);
      this.state.own = { name, result };
    } catch (error) {
      this.state.own = { name, result: { added: 0, rejected: [{ line: 1, reason: messageOf(error) }] } };
    }
    if (this.yike) this.state.info = this.yike.info;
    this.answer();
  }

  /** Tells that a file is of no kind that the page reads. */
  refuseFile(name: string): void {
    this.set({ own: { name, result: null } });
  }

  /** Frames the largest ring. */
  frame(animate: boolean): void {
    const { answer } = this.state;
    if (!this.map || !answer) return;
    const outline = answer.isochrone ? ringPositions(answer.isochrone) : [];
    this.map.frame(outline.concat([answer.origin]), animate);
  }

  /** The places shown: all, or those of the one chosen category. */
  shownServices(): Service[] {
    const { answer, view } = this.state;
    const services = answer ? answer.services : [];
    const only = view.category;
    return only === null ? services : services.filter((service) => service.categories.indexOf(only) >= 0);
  }

  /** Places and streets by their names, those that are near first. */
  find(text: string, limit: number): SearchHit[] {
    const { yike } = this;
    const near = this.state.view.origin;
    return yike ? this.orNone(() => yike.search(text, near ? { limit, near } : { limit })) : [];
  }

  /** The opening hours of a place as the map has them, or ''. */
  hoursOf(place: number): string {
    return this.yike ? this.yike.place(place).opening_hours : '';
  }

  close(): void {
    this.opening++;
    this.followers.stop();
    if (this.map) this.map.remove();
    if (this.yike) this.yike.close();
    this.map = null;
    this.yike = null;
  }

  /** Opens the file once more, for what was added to it cannot be taken away. */
  private async forget(list: string): Promise<void> {
    const { opening } = this;
    if (!this.yike || !this.opened) return;
    const yike = await this.options.load(this.opened);
    if (opening !== this.opening || !this.yike) {
      yike.close();
      return;
    }
    this.yike.close();
    this.yike = yike;
    this.lists.moveTo(yike, list);
    // Places of other lists may have other numbers now.
    if (this.state.view.place !== null) this.change({ place: null }, 'replace');
  }

  private use(yike: Yike, city: City | undefined, name: string | undefined): void {
    if (this.yike) this.yike.close();
    this.yike = yike;
    this.state.info = yike.info;
    this.state.own = null;
    this.lists = new OwnLists();
    this.state.walk = null;
    this.state.phase = { kind: 'ready' };
    if (!city) {
      this.state.view = { ...this.state.view, origin: null, camera: null, place: null, category: null };
      this.state.view.city = name || yike.info.name;
    }
    if (!this.state.view.origin) this.state.view = { ...this.state.view, origin: this.firstOrigin(yike) };
    this.framed = false;
    this.showFirst();
  }

  /** The city of the view; none where the file is the reader's own. */
  private get city(): City | undefined {
    return cityOf(this.state.cities, this.state.view.city);
  }

  private firstOrigin(yike: Yike): Position {
    return firstOrigin(yike, this.city, this.datum);
  }

  /** The date and time on the spot at which places should be open; `null` where any will do. */
  private openAt(): string | null {
    const { city } = this;
    return momentOf(this.state.view.openAt, city && city.timeZone);
  }

  private showFirst(): void {
    const { map, yike } = this;
    const { view } = this.state;
    this.answer();
    if (!map || !yike || !view.origin) return;
    map.movePin(view.origin);
    if (!this.framed) {
      this.framed = true;
      if (view.camera) map.look(view.camera);
      else this.frame(false);
    }
    // Not before the map looks where it should: tiles elsewhere would be asked for in vain.
    if (this.options.config.tiles) map.setTiles(this.options.config.tiles);
    // Rings first: the backdrop may take a moment.
    setTimeout(() => {
      if (this.yike !== yike) return;
      map.setBackdrop(
        this.orNone(() => (yike.info.hasBackdrop ? yike.backdrop() : [])),
        yike.info.bbox,
      );
      this.nameStreet();
      this.emit();
    }, 0);
  }

  private answer(): void {
    const { yike, map } = this;
    const { view, dragging } = this.state;
    if (!yike || !view.origin) {
      this.emit();
      return;
    }
    const answer = ask(yike, view, view.origin, this.openAt());
    this.state.answer = answer;
    if (!dragging) {
      this.state.order = nearRows(answer.services, null).map((row) => row.category);
      this.nameStreet();
    }
    this.walk();
    if (map) {
      map.setPinLabel(wordsIn(view.language).pin);
      map.setRings(view.origin, answer.isochrone);
      if (!dragging) map.movePin(view.origin);
      this.mark();
    }
    this.emit();
  }

  /** Draws the rings of a dragged pin, and has the rest follow as it can. False where there are none. */
  private follow(origin: Position): boolean {
    const start_ms = performance.now();
    const { yike, map } = this;
    const { answer, view } = this.state;
    const isochrone = yike && map && answer && askRings(yike, view, origin);
    if (!map || !answer || !isochrone) return false;
    map.setRings(origin, isochrone);
    this.rings = isochrone;
    this.followers.frame(start_ms);
    return true;
  }

  /** Does what may fail although the rings did not, as it looks further than they do; the whole answer then says why. */
  private orAnswer(follow: () => void): void {
    try {
      follow();
    } catch {
      this.answer();
    }
  }

  /** What is found in the whole file, or nothing where it turns out to be damaged somewhere; the page then says so. */
  private orNone<T>(look: () => T[]): T[] {
    try {
      return look();
    } catch (error) {
      this.say(`${wordsIn(this.state.view.language).fileDamaged} ${messageOf(error)}`);
      return [];
    }
  }

  /** Score and sentence of the rings on the map. */
  private followWithSentence(): void {
    const { yike, rings } = this;
    const { answer, view } = this.state;
    if (!yike || !rings || !answer || !view.origin) return;
    const openAt = this.openAt();
    const circle = askCircle(yike, view, view.origin, openAt);
    const known = { problem: null, message: '', origin: view.origin, openAt, circle };
    this.state.answer = { ...answer, ...known, ...ofRings(rings) };
    this.emit();
  }

  /** What is near, in the list and on the map, and the walk to a chosen place. */
  private followWithList(): void {
    const { yike } = this;
    const { answer, view } = this.state;
    if (!yike || !answer || !view.origin) return;
    const services = askServices(yike, view, view.origin, this.openAt());
    this.state.answer = { ...answer, services };
    this.walk();
    this.mark();
    this.emit();
  }

  private walk(): void {
    const { yike } = this;
    const { view } = this.state;
    this.state.walk = null;
    if (!yike || view.place === null || !view.origin) return;
    try {
      const openAt = this.openAt();
      const place = yike.place(view.place, openAt === null ? {} : { openAt });
      this.state.walk = { place, route: null };
      this.state.walk.route = yike.route({ origin: view.origin, to: view.place, profile: profileOf(view) });
    } catch (error) {
      if (codeOf(error) === 'unknown-place') this.state.view = { ...view, place: null };
    }
  }

  private mark(): void {
    const { walk } = this.state;
    if (!this.map) return;
    const marks = {
      services: this.shownServices(),
      route: walk ? walk.route : null,
      chosen: walk ? walk.place.point : null,
    };
    this.map.setMarks(marks);
  }

  private nameStreet(): void {
    const { view } = this.state;
    this.state.street = this.map && view.origin ? this.map.streetNear(view.origin) : '';
  }

  private fail(error: unknown, file: string): void {
    const code = codeOf(error);
    const message = messageOf(error);
    if (file && this.yike) {
      // A bad file leaves the city on the page as it is.
      this.set({
        phase: { kind: 'ready' },
        own: { name: file, result: { added: 0, rejected: [{ line: 0, reason: message }] } },
      });
      return;
    }
    const engine = ['unsupported', 'not-wasm', 'internal'].indexOf(code) >= 0;
    const reason = code === 'network' ? 'missing' : engine ? 'engine' : 'broken';
    this.set({ phase: { kind: 'failed', reason, message } });
  }

  private set(patch: Partial<PageState>): void {
    Object.assign(this.state, patch);
    this.emit();
  }

  private emit(): void {
    this.options.onChange(this.state);
  }
}
