import { readLink, writeLink } from './link';
import type { Remember } from './page_options';
import type { View } from './view';

/** Browsers refuse too many changes of the address in a short time. */
const QUIET_MS = 300;

/** Keeps the view in the address: discrete steps as entries of the back button, moves of the map in place. */
export class LinkKeeper {
  private readonly first: View;
  private timer = 0;

  /** `first` is the view of an empty link; `onBack` hears of views that the back and forward buttons ask for. */
  constructor(first: View, onBack: (view: View) => void) {
    this.first = first;
    window.addEventListener('popstate', () => onBack(this.read()));
    window.addEventListener('hashchange', () => onBack(this.read()));
  }

  read(): View {
    return readLink(location.hash, this.first);
  }

  keep(view: View, remember: Remember): void {
    if (remember === 'no') return;
    const link = `#${writeLink(view, this.first)}`;
    clearTimeout(this.timer);
    if (link === location.hash) return;
    if (remember === 'push') {
      history.pushState(null, '', link);
      return;
    }
    this.timer = window.setTimeout(() => history.replaceState(null, '', link), QUIET_MS);
  }
}
