import type { Position, SearchHit } from 'yike';
import { Component, type JSX } from 'preact';

import { categoryName } from '../panel/category_name';
import type { PageState } from '../state/page_state';
import { nameIn, type Words } from '../text/words';

const MOST_HITS = 8;

interface SearchBoxProps {
  state: PageState;
  words: Words;
  id: string;
  find: (text: string, limit: number) => SearchHit[];
  onGo: (to: Position) => void;
}

interface SearchBoxState {
  text: string;
  hits: SearchHit[];
  open: boolean;
  active: number;
}

/** Finds places and streets in the file, offline; choosing one moves the pin there. */
export class SearchBox extends Component<SearchBoxProps, SearchBoxState> {
  override state: SearchBoxState = { text: '', hits: [], open: false, active: -1 };

  override render(): JSX.Element {
    const { words, id, state: page } = this.props;
    const { text, hits, open, active } = this.state;
    const listed = open && text.trim() !== '';
    return (
      <div class="search" role="search">
        <input
          type="text"
          role="combobox"
          aria-label={words.search}
          aria-expanded={listed}
          aria-controls={`${id}-hits`}
          aria-autocomplete="list"
          aria-activedescendant={listed && active >= 0 ? `${id}-hit-${active}` : undefined}
          placeholder={words.search}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="search"
          value={text}
          onInput={(event) => this.look(event.currentTarget.value)}
          onFocus={() => this.setState({ open: true })}
          onBlur={() => this.setState({ open: false })}
          onKeyDown={(event) => this.key(event)}
        />
        {text ? (
          <button
            type="button"
            class="search-clear"
            aria-label={words.searchClear}
            onClick={() => this.look('')}
          >
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
              <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
            </svg>
          </button>
        ) : null}
        <div class="hits" hidden={!listed}>
          <ul role="listbox" id={`${id}-hits`} aria-label={words.search}>
            {hits.map((hit, i) => (
              <li
                key={i}
                id={`${id}-hit-${i}`}
                role="option"
                aria-selected={i === active}
                class={i === active ? 'hit active' : 'hit'}
                // Before the field loses focus and the list closes.
                onMouseDown={(event) => {
                  event.preventDefault();
                  this.go(hit);
                }}
              >
                <span class="hit-name">{nameIn(hit.names, page.view.language) || hit.name}</span>
                <span class="hit-kind">{kindOf(hit, page, words)}</span>
              </li>
            ))}
          </ul>
          {hits.length === 0 ? <p class="quiet">{words.searchNothing}</p> : null}
        </div>
        <span class="hidden" role="status">
          {listed ? words.searchFound(hits.length) : ''}
        </span>
      </div>
    );
  }

  private look(text: string): void {
    const hits = text.trim() ? this.props.find(text.trim(), MOST_HITS) : [];
    this.setState({ text, hits, open: true, active: hits.length ? 0 : -1 });
  }

  private key(event: KeyboardEvent): void {
    const { hits, active } = this.state;
    const hit = hits[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : hits.length - 1;
      if (hits.length) this.setState({ open: true, active: (active + step) % hits.length });
    } else if (event.key === 'Enter' && hit) {
      this.go(hit);
      (event.currentTarget as HTMLElement).blur();
    } else if (event.key === 'Escape') {
      this.setState({ open: false });
    } else {
      return;
    }
    event.preventDefault();
  }

  private go(hit: SearchHit): void {
    this.setState({ text: nameIn(hit.names, this.props.state.view.language) || hit.name, open: false });
    this.props.onGo(hit.point);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
}

function kindOf(hit: SearchHit, page: PageState, words: Words): string {
  const category = hit.categories[0];
  return category ? categoryName(page.info, category, page.view.language) : words.street;
}
