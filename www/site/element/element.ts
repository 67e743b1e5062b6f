import { load, type Datum, type Position, type Yike } from 'yike';

import { changeMessage, selectMessage } from '../embed/messages';
import { App } from '../shell/app';
import { readLink } from '../state/link';
import type { PageState } from '../state/page_state';
import { firstView, type View } from '../state/view';
import { browserLanguage } from '../text/language';
import styles from '../style/element.css';

/** Attributes that change the view of an open map. */
const VIEW_ATTRIBUTES = [
  'lon',
  'lat',
  'minutes',
  'profile',
  'speed',
  'group',
  'standard',
  'open',
  'only',
  'to',
  'lang',
];
/** Attributes for which the file is opened anew. */
const FILE_ATTRIBUTES = ['graph', 'wasm', 'datum'];

/** Importing the package on a server must not fail for want of a browser. */
const Base: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (class {} as unknown as typeof HTMLElement) : HTMLElement;

/**
 * `<yike-map graph="monaco.yike" lon="7.42" lat="43.73" minutes="15" standard="qixian" lang="zh">`: the map with rings,
 * score and list. It fires `change` when the answer has changed and `select` when a place is chosen or let go; `detail`
 * carries what the embedded page's messages of these names do.
 */
export class YikeMapElement extends Base {
  static readonly observedAttributes = VIEW_ATTRIBUTES.concat(FILE_ATTRIBUTES);

  private app: App | null = null;
  private lastChange = '';
  private lastSelect = '';
  private opening = 0;

  /** The loaded city, or `null` until the first `change`. */
  get engine(): Yike | null {
    return this.app ? this.app.page.engine : null;
  }

  /** Where the pin stands. */
  get origin(): Position | null {
    return this.app ? this.app.page.state.view.origin : null;
  }

  connectedCallback(): void {
    this.open();
  }

  disconnectedCallback(): void {
    this.shut();
  }

  attributeChangedCallback(name: string): void {
    if (!this.app) return;
    if (FILE_ATTRIBUTES.indexOf(name) >= 0) {
      // Several attributes may change at once.
      const opening = ++this.opening;
      setTimeout(() => {
        if (opening === this.opening && this.isConnected) this.open();
      }, 0);
      return;
    }
    this.app.page.show(this.view());
  }

  private open(): void {
    this.shut();
    const root = this.shadowRoot || this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = styles;
    const holder = document.createElement('div');
    root.appendChild(style);
    root.appendChild(holder);
    const graph = this.getAttribute('graph') || '';
    const wasm = this.getAttribute('wasm');
    const view = this.view();
    const datum = this.getAttribute('datum');
    this.app = new App(holder, {
      cities: [{ id: view.city, url: graph, zh: '', en: '' }],
      config: {},
      datum: datum === 'gcj02' || datum === 'bd09' ? (datum as Datum) : 'wgs84',
      view,
      load,
      ...(wasm ? { wasm } : {}),
      header: false,
      takeAway: false,
      ownsDocument: false,
      onState: (state) => this.tell(state),
      onView: () => undefined,
    });
    void this.app.page.open();
  }

  private shut(): void {
    if (this.app) this.app.close();
    this.app = null;
    this.lastChange = '';
    const root = this.shadowRoot;
    while (root && root.firstChild) root.removeChild(root.firstChild);
  }

  private view(): View {
    const first = firstView('graph', browserLanguage(navigator.languages || [navigator.language]));
    const fields = new URLSearchParams();
    for (const name of VIEW_ATTRIBUTES) {
      const value = this.getAttribute(name);
      if (value !== null) fields.set(name, value);
    }
    if (!fields.has('lang')) fields.set('lang', first.language);
    return readLink(fields.toString(), first);
  }

  private tell(state: PageState): void {
    if (state.phase.kind !== 'ready' || state.dragging) return;
    const change = JSON.stringify(changeMessage(state));
    if (change !== this.lastChange) this.fire('change', change);
    this.lastChange = change;
    const select = JSON.stringify(selectMessage(state));
    if (select !== this.lastSelect && (this.lastSelect || state.walk)) this.fire('select', select);
    this.lastSelect = select;
  }

  private fire(type: string, message: string): void {
    const detail = JSON.parse(message) as { yike?: unknown; type?: unknown };
    delete detail.yike;
    delete detail.type;
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

if (typeof customElements !== 'undefined' && !customElements.get('yike-map')) {
  customElements.define('yike-map', YikeMapElement);
}
