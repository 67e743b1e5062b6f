import { load } from 'yike';

import { App } from './shell/app';
import { fetchCities, fetchConfig } from './state/city';
import { LinkKeeper } from './state/history';
import { firstView } from './state/view';
import { browserLanguage } from './text/language';
import { wordsIn } from './text/words';
import './style/page.css';

const root = document.getElementById('page') as HTMLElement;

async function start(): Promise<void> {
  const language = browserLanguage(navigator.languages || [navigator.language]);
  try {
    const [cities, config] = await Promise.all([fetchCities(''), fetchConfig('')]);
    const first = firstView(cities[0] ? cities[0].id : '', language);
    const keeper = new LinkKeeper(first, (view) => app.page.show(view));
    const app = new App(root, {
      cities,
      config,
      datum: config.tiles ? config.tiles.datum : 'wgs84',
      view: keeper.read(),
      load,
      header: true,
      takeAway: true,
      ownsDocument: true,
      onView: (view, remember) => keeper.keep(view, remember),
    });
    await app.page.open();
  } catch (error) {
    root.textContent = `${wordsIn(language).fileMissing} ${error instanceof Error ? error.message : ''}`;
  }
}

void start();
