import type { Datum } from 'yike';
import { load } from 'yike';

import { App } from '../shell/app';
import { fetchCities, fetchConfig, type Config } from '../state/city';
import { readLink } from '../state/link';
import type { PageState } from '../state/page_state';
import { firstView, type View } from '../state/view';
import { browserLanguage } from '../text/language';
import { wordsIn } from '../text/words';
import { changeMessage, PROTOCOL, selectMessage, viewFrom, type Message } from './messages';
import '../style/page.css';

const root = document.getElementById('page') as HTMLElement;
const fields = new URLSearchParams(location.search || location.hash.replace('#', '?'));

/** The one origin that may talk to this page: named in the address, and allowed by the operator. */
function hostOrigin(config: Config): string {
  const host = fields.get('host') || '';
  const allowed = !config.embedOrigins || config.embedOrigins.indexOf(host) >= 0;
  return /^https?:\/\/[^/]+$/.test(host) && allowed && window.parent !== window ? host : '';
}

function datumAsked(): Datum {
  const datum = fields.get('datum');
  return datum === 'gcj02' || datum === 'bd09' ? datum : 'wgs84';
}

async function start(): Promise<void> {
  const language = browserLanguage(navigator.languages || [navigator.language]);
  try {
    const [cities, config] = await Promise.all([fetchCities(''), fetchConfig('')]);
    const datum = datumAsked();
    const host = hostOrigin(config);
    const first = firstView(cities[0] ? cities[0].id : '', language);
    const tell = (message: Message | null): void => {
      if (host && message) window.parent.postMessage(message, host);
    };
    const teller = new Teller(tell);
    const app = new App(root, {
      cities,
      // Tiles of another datum would lie half a kilometre off.
      config: config.tiles && config.tiles.datum !== datum ? {} : config,
      datum,
      view: readLink(fields.toString(), first),
      load,
      header: false,
      takeAway: false,
      ownsDocument: false,
      onState: (state) => teller.hear(state),
      onView: () => undefined,
    });
    window.addEventListener('message', (event) => {
      if (!host || event.origin !== host || event.source !== window.parent) return;
      const view: View | null = viewFrom(event.data, app.page.state.view, first);
      if (view) app.page.show(view);
    });
    document.documentElement.lang = wordsIn(app.page.state.view.language).language;
    await app.page.open();
  } catch (error) {
    root.textContent = `${wordsIn(language).fileMissing} ${error instanceof Error ? error.message : ''}`;
  }
}

/** Tells a host once of each thing that has come about, not while the pin is under a finger. */
class Teller {
  private readonly tell: (message: Message | null) => void;
  private ready = false;
  private change = '';
  private select = '';
  private failure = '';

  constructor(tell: (message: Message | null) => void) {
    this.tell = tell;
  }

  hear(state: PageState): void {
    const { phase, info } = state;
    if (phase.kind === 'failed' && phase.message !== this.failure) {
      this.failure = phase.message;
      this.tell({ yike: PROTOCOL, type: 'error', reason: phase.reason, message: phase.message });
    }
    if (phase.kind !== 'ready' || !info || state.dragging) return;
    if (!this.ready) {
      this.ready = true;
      this.select = JSON.stringify(selectMessage({ ...state, walk: null }));
      this.tell({ yike: PROTOCOL, type: 'ready', name: info.name, bbox: info.bbox, dataDate: info.dataDate });
    }
    this.change = this.once(changeMessage(state), this.change);
    this.select = this.once(selectMessage(state), this.select);
  }

  private once(message: Message | null, last: string): string {
    const text = JSON.stringify(message);
    if (text !== last) this.tell(message);
    return text;
  }
}

void start();
