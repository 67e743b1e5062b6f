import type { Datum, LoadOptions, Yike } from 'yike';

import { App } from './shell/app';
import type { City, Config } from './state/city';
import { LinkKeeper } from './state/history';
import type { View } from './state/view';

/** What has come about before the page proper is here. */
export interface Begun {
  cities: City[];
  config: Config;
  datum: Datum;
  /** The view of an empty link. */
  first: View;
  load: (options: LoadOptions) => Promise<Yike>;
}

/** Puts the page into an element. */
export async function start(root: HTMLElement, begun: Begun): Promise<void> {
  const keeper = new LinkKeeper(begun.first, (view) => app.page.show(view));
  const app = new App(root, {
    cities: begun.cities,
    config: begun.config,
    datum: begun.datum,
    view: keeper.read(),
    load: begun.load,
    header: true,
    takeAway: true,
    ownsDocument: true,
    onView: (view, remember) => keeper.keep(view, remember),
  });
  await app.page.open();
}
