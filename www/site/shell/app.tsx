import type { Datum } from 'yike';
import { render } from 'preact';

import { copyText } from '../export/copy';
import { toCsv } from '../export/csv';
import { dataAddress, refusesDownloads, saveFile, type Made } from '../export/download';
import { toGeojson } from '../export/geojson';
import { makePicture } from '../export/picture';
import { prepareReport, removeReport } from '../export/report';
import type { Offered } from '../panel/offer';
import { Sheet, sheetHeights } from '../panel/sheet';
import type { Export } from '../panel/take_away';
import type { Padding } from '../map/framing';
import { Page } from '../state/page';
import type { PageOptions } from '../state/page_options';
import type { PageState, Stop } from '../state/page_state';
import { wordsIn, type Words } from '../text/words';
import { watchDrops, readFile } from './files';
import { isHalved, isNarrow, isWide, paddingOf } from './padding';
import { Shell, type ShellState } from './shell';

const NOTICE_MS = 6000;

/** What differs between the page, the embedded page and the element. */
export interface AppOptions extends Omit<PageOptions, 'onChange'> {
  header: boolean;
  takeAway: boolean;
  /** Whether files may be dropped and the whole document printed. */
  ownsDocument: boolean;
  onState?: (state: PageState) => void;
}

let count = 0;

/** Map and panel in one element, following its size, the time of day and the reader's hand. */
export class App {
  readonly page: Page;
  private readonly root: HTMLElement;
  private readonly options: AppOptions;
  private readonly shell: ShellState;
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly cleanups: (() => void)[] = [];
  private sheet: Sheet | null = null;
  private noticeTimer = 0;
  private notice = '';
  private laidOut = '';
  private walking = false;
  private listScroll = 0;

  constructor(root: HTMLElement, options: AppOptions) {
    this.root = root;
    this.options = options;
    this.shell = {
      header: options.header,
      takeAway: options.takeAway,
      optionsOpen: false,
      dropping: false,
      offered: null,
      ownDatum: 'wgs84',
      id: `yike${++count}`,
    };
    this.page = new Page({
      ...options,
      onChange: (state) => {
        this.render();
        if (options.onState) options.onState(state);
      },
    });
    root.classList.add('yike');
    root.classList.toggle('bare', !options.header);
    this.page.state.wide = this.isWide();
    this.render();
    this.sheet = new Sheet(this.part('.panel'), this.part('.panel-body'), (stop) => this.page.setStop(stop));
    this.followTheme();
    this.layout();
    this.page.attach(this.part('.map'), this.padding());
    this.followSize();
    if (options.ownsDocument) this.ownDocument();
  }

  private get words(): Words {
    return wordsIn(this.page.state.view.language);
  }

  /** Takes everything down. */
  close(): void {
    this.cleanups.forEach((clean) => clean());
    this.page.close();
    render(null, this.root);
  }

  private render(): void {
    const { page } = this;
    if (!page) return;
    const { state } = page;
    this.setLanguage(this.words);
    const turned = (state.walk !== null) !== this.walking;
    this.walking = state.walk !== null;
    if (turned && this.walking) this.listScroll = this.part('.panel-body').scrollTop;
    render(
      <Shell
        page={page}
        state={state}
        shell={this.shell}
        actions={{
          locate: () => this.locate(),
          toggleOptions: () => {
            this.shell.optionsOpen = !this.shell.optionsOpen;
            this.render();
          },
          export: (what) => this.export(what),
          file: (file) => this.file(file),
          setOwnDatum: (datum: Datum) => {
            this.shell.ownDatum = datum;
            this.render();
          },
          cycleStop: () =>
            page.setStop(state.stop === 'peek' ? 'half' : state.stop === 'half' ? 'full' : 'half'),
          stepStop: (up) => page.setStop(stepped(state.stop, up)),
          retry: () => void page.open(),
          copy: (text) => this.copy(text, this.words.notCopied),
          closeOffer: () => this.offer(null),
        }}
      />,
      this.root,
    );
    this.fadeNotice();
    // A walk is read from its top; the list comes back where it was left.
    if (turned) this.part('.panel-body').scrollTop = this.walking ? 0 : this.listScroll;
    if (this.sheet) this.layout();
  }

  /** Says which language the page is in, once: the browser would look at the style of all of it anew each time. */
  private setLanguage(words: Words): void {
    if (this.root.getAttribute('lang') === words.language) return;
    this.root.setAttribute('lang', words.language);
    if (!this.options.ownsDocument) return;
    document.documentElement.lang = words.language;
    document.title = `${words.name}${words.separator}${words.title}`;
  }

  private part(selector: string): HTMLElement {
    return this.root.querySelector(selector) as HTMLElement;
  }

  private isWide(): boolean {
    return isWide(this.root.clientWidth, this.root.clientHeight);
  }

  /** Lays panel and map out; does nothing while neither size nor stop has changed. */
  private layout(): void {
    const { state } = this.page;
    // Measuring would lay the document out once more in each frame.
    if (!this.sheet || state.dragging) return;
    this.root.classList.toggle('narrow', isNarrow(this.root.clientWidth));
    const head = this.part('.panel-head').offsetHeight + this.part('.handle').offsetHeight;
    const now = [
      this.root.clientWidth,
      this.root.clientHeight,
      state.wide,
      state.stop,
      state.wide ? 0 : head,
    ].join();
    if (now === this.laidOut) return;
    this.laidOut = now;
    this.root.classList.toggle('wide', state.wide);
    this.root.classList.toggle('halved', state.wide && isHalved(this.root.clientWidth));
    this.sheet.layout(!state.wide, sheetHeights(this.root.clientHeight, head), state.stop);
    this.page.setPadding(this.padding());
  }

  private padding(): Padding {
    const { wide, stop } = this.page.state;
    return paddingOf({
      wide,
      stop,
      header: this.shell.header,
      width: this.root.clientWidth,
      height: this.root.clientHeight,
      headHeight: wide ? 0 : this.part('.panel-head').offsetHeight + this.part('.handle').offsetHeight,
    });
  }

  private followSize(): void {
    const resized = (): void => {
      this.page.state.wide = this.isWide();
      this.render();
      if (this.page.mapView) this.page.mapView.resize();
    };
    window.addEventListener('resize', resized);
    this.cleanups.push(() => window.removeEventListener('resize', resized));
    if (typeof ResizeObserver === 'function') {
      const observer = new ResizeObserver(resized);
      observer.observe(this.root);
      this.cleanups.push(() => observer.disconnect());
    }
  }

  private followTheme(): void {
    const changed = (): void => this.page.setDark(this.dark.matches);
    changed();
    // Safari before 14 has only the older pair of methods.
    if (this.dark.addEventListener) {
      this.dark.addEventListener('change', changed);
      this.cleanups.push(() => this.dark.removeEventListener('change', changed));
    } else {
      this.dark.addListener(changed);
      this.cleanups.push(() => this.dark.removeListener(changed));
    }
  }

  private ownDocument(): void {
    this.cleanups.push(
      watchDrops(
        (dropping) => {
          this.shell.dropping = dropping;
          this.render();
        },
        (file) => this.file(file),
      ),
    );
    const before = (): void => prepareReport(this.page, this.words);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', removeReport);
    this.cleanups.push(() => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', removeReport);
    });
  }

  private fadeNotice(): void {
    const { notice } = this.page.state;
    if (notice === this.notice) return;
    this.notice = notice;
    clearTimeout(this.noticeTimer);
    if (notice) this.noticeTimer = window.setTimeout(() => this.page.say(''), NOTICE_MS);
  }

  private locate(): void {
    const { words, page } = this;
    if (!navigator.geolocation) {
      page.say(words.positionFailed);
      return;
    }
    page.say(words.positionWait);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        page.say(page.travelTo([coords.longitude, coords.latitude]) ? '' : words.positionOutside);
      },
      (error) =>
        page.say(error.code === error.PERMISSION_DENIED ? words.positionRefused : words.positionFailed),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  }

  private export(what: Export): void {
    const { page, words } = this;
    const { state } = page;
    const hoursOf = (place: number): string => page.hoursOf(place);
    const name = `yike-${state.view.city}-${state.view.minutes}min`;
    const made = (extension: string, type: string, content: string | Blob): void =>
      this.hand({ name: `${name}.${extension}`, type, content });
    if (what === 'geojson')
      made('geojson', 'application/geo+json', toGeojson(state, page.shownServices(), hoursOf));
    if (what === 'csv') made('csv', 'text/csv', toCsv(state, page.shownServices(), hoursOf));
    if (what === 'png') {
      void makePicture(page, words).then((picture) => picture && made('png', 'image/png', picture));
    }
    if (what === 'report' && refusesDownloads()) page.say(words.printElsewhere);
    else if (what === 'report') {
      prepareReport(page, words);
      window.print();
    }
    if (what === 'link') this.copy(location.href, words.linkNotCopied);
  }

  /** Saves what was made, or shows it where the browser saves nothing. */
  private hand(made: Made): void {
    if (!refusesDownloads()) {
      saveFile(made);
      return;
    }
    const { name, content } = made;
    if (typeof content === 'string') this.offer({ name, text: content });
    else void dataAddress(content).then((picture) => this.offer({ name, picture }));
  }

  private offer(offered: Offered | null): void {
    this.shell.offered = offered;
    this.render();
  }

  private copy(text: string, otherwise: string): void {
    const { page, words } = this;
    copyText(text).then(
      () => page.say(words.copied),
      () => page.say(otherwise),
    );
  }

  private file(file: File): void {
    this.page.setStop('full');
    void readFile(file, this.page, this.shell.ownDatum)
      .catch(() => this.page.refuseFile(file.name))
      .then(() => {
        const body = this.part('.panel-body');
        const result = body.querySelector('.own-result');
        // Not by scrollIntoView, which moves the map along.
        if (result)
          body.scrollTop += result.getBoundingClientRect().bottom - body.getBoundingClientRect().bottom;
      });
  }
}

function stepped(stop: Stop, up: boolean): Stop {
  if (up) return stop === 'peek' ? 'half' : 'full';
  return stop === 'full' ? 'half' : 'peek';
}
