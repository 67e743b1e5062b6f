import type { Datum } from 'yike';
import type { ComponentChildren, JSX } from 'preact';

import { Gaps } from '../panel/gaps';
import { Headline } from '../panel/headline';
import type { ItemContext } from '../panel/item_row';
import { Near } from '../panel/near';
import { Offer, type Offered } from '../panel/offer';
import { Options } from '../panel/options';
import { Settled } from '../panel/settled';
import { Surroundings } from '../panel/surroundings';
import { Themes } from '../panel/themes';
import { OwnData, TakeAway, type Export } from '../panel/take_away';
import { WalkView } from '../panel/walk_view';
import { WhoControl } from '../panel/who';
import { SearchBox } from '../search/search_box';
import { SEARCH_MINUTES } from '../state/answer';
import { cityOf } from '../state/city';
import type { Page } from '../state/page';
import type { PageState } from '../state/page_state';
import { ringMinutes } from '../state/view';
import { wordsIn, type Words } from '../text/words';

/** What the frame around map and panel holds besides the page's own state. */
export interface ShellState {
  /** Whether search, position and language float over the map. */
  header: boolean;
  /** Whether the panel offers files and print. */
  takeAway: boolean;
  optionsOpen: boolean;
  dropping: boolean;
  /** What is shown to be taken by hand, where the browser saves no files. */
  offered: Offered | null;
  ownDatum: Datum;
  /** Makes ids unique where several maps share a document. */
  id: string;
}

/** What the shell asks of the application. */
export interface ShellActions {
  locate: () => void;
  toggleOptions: () => void;
  export: (what: Export) => void;
  file: (file: File) => void;
  setOwnDatum: (datum: Datum) => void;
  cycleStop: () => void;
  stepStop: (up: boolean) => void;
  retry: () => void;
  copy: (text: string) => void;
  closeOffer: () => void;
}

interface ShellProps {
  page: Page;
  state: PageState;
  shell: ShellState;
  actions: ShellActions;
}

/** Map, floating controls and panel. */
export function Shell(props: ShellProps): JSX.Element {
  const { page, state, shell, actions } = props;
  const words = wordsIn(state.view.language);
  return (
    <div class={shell.dropping ? 'frame dropping' : 'frame'}>
      <div class="map" role="application" aria-label={words.map} />
      {shell.header ? <Floating {...props} words={words} /> : null}
      {state.walk && !state.wide ? null : <Legend state={state} words={words} />}
      <section class="panel" aria-label={words.panel}>
        {state.wide ? null : <Attribution state={state} words={words} />}
        <button
          type="button"
          class="handle"
          aria-label={state.stop === 'full' ? words.sheetLess : words.sheetMore}
          onClick={actions.cycleStop}
          onKeyDown={(event) => {
            if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
              event.preventDefault();
              actions.stepStop(event.key === 'ArrowUp');
            }
          }}
        />
        <div class="panel-head">
          {state.phase.kind === 'ready' ? (
            <Headline state={state} words={words} onHome={() => page.home()} />
          ) : (
            <Opening state={state} words={words} onRetry={actions.retry} />
          )}
        </div>
        <div class="panel-body">
          {state.phase.kind === 'ready' ? (
            <Settled dragging={state.dragging} follows={state.answer && state.answer.services}>
              <Body {...props} words={words} />
            </Settled>
          ) : null}
        </div>
      </section>
      {state.wide ? <Attribution state={state} words={words} /> : null}
      <div class={state.notice ? 'notice' : 'notice silent'} role="status">
        {state.notice}
      </div>
      {shell.offered ? (
        <Offer offered={shell.offered} words={words} onCopy={actions.copy} onClose={actions.closeOffer} />
      ) : null}
      {shell.dropping ? <div class="drop-hint">{words.ownDrop}</div> : null}
    </div>
  );
}

function Floating(props: ShellProps & { words: Words }): JSX.Element {
  const { page, state, shell, actions, words } = props;
  const other = state.view.language === 'zh' ? 'en' : 'zh';
  return (
    <div class="floating">
      <SearchBox
        state={state}
        words={words}
        id={shell.id}
        find={(text, limit) => page.find(text, limit)}
        onGo={(to) => page.travel(to)}
      />
      <button type="button" class="round" title={words.positionLong} onClick={actions.locate}>
        {words.position}
      </button>
      <button
        type="button"
        class="round"
        lang={wordsIn(other).language}
        title={words.otherLanguageLong}
        onClick={() => page.change({ language: other }, 'replace')}
      >
        {words.otherLanguage}
      </button>
    </div>
  );
}

function Legend(props: { state: PageState; words: Words }): JSX.Element {
  const minutes = ringMinutes(props.state.view.minutes);
  const last = minutes.length - 1;
  return (
    <ul class="legend" aria-label={props.words.legend}>
      {minutes.map((n, i) => (
        <li key={i}>
          <span class={`swatch ring-${last - i}`} />
          {i === last ? props.words.minutes(n) : n}
        </li>
      ))}
    </ul>
  );
}

function Attribution(props: { state: PageState; words: Words }): JSX.Element {
  const { state, words } = props;
  const date = state.info ? state.info.dataDate : '';
  return (
    <p class="attribution">
      <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener noreferrer">
        © OpenStreetMap {words.contributors}
      </a>
      {state.info ? words.separator + (date ? words.data(date) : words.dataUnknown) : ''}
      {state.tilesBy ? words.separator + state.tilesBy : ''}
    </p>
  );
}

function Opening(props: { state: PageState; words: Words; onRetry: () => void }): JSX.Element {
  const { state, words } = props;
  const { phase } = state;
  const city = cityOf(state.cities, state.view.city);
  const name = city ? city[state.view.language] : state.view.city;
  if (phase.kind === 'failed') {
    const text = { missing: words.fileMissing, broken: words.fileBroken, engine: words.engineFailed }[
      phase.reason
    ];
    return (
      <div class="opening" role="alert">
        <h1>{text}</h1>
        <p class="quiet">{phase.message}</p>
        <button type="button" class="button" onClick={props.onRetry}>
          {words.retry}
        </button>
      </div>
    );
  }
  const progress = phase.kind === 'loading' ? phase.progress : null;
  const share = progress && progress.total ? Math.min(1, progress.loaded / progress.total) : null;
  return (
    <div class="opening">
      <h1>
        {words.loading} {name}
      </h1>
      <p class="quiet">
        {progress ? words.loadingStage[progress.stage] : words.loadingStage.wasm}
        {share === null ? '' : ` ${Math.round(share * 100)}%`}
      </p>
      <progress aria-label={words.loading} max={1} {...(share === null ? {} : { value: share })} />
    </div>
  );
}

function Body(props: ShellProps & { words: Words }): ComponentChildren {
  const { page, state, shell, actions, words } = props;
  const { view, answer, walk } = state;
  if (walk) {
    return <WalkView state={state} walk={walk} words={words} onBack={() => page.choosePlace(null)} />;
  }
  const change = (patch: Partial<typeof view>): void => page.change(patch, 'push');
  const context: ItemContext = {
    words,
    language: view.language,
    searchMinutes: SEARCH_MINUTES,
    info: state.info,
    onPick: (place) => page.choosePlace(place),
  };
  return (
    <div>
      <div class="who">
        <WhoControl view={view} words={words} name={`${shell.id}-who`} onChange={change} />
        <button
          type="button"
          class="adjust"
          aria-label={words.options}
          title={words.options}
          aria-expanded={shell.optionsOpen}
          onClick={actions.toggleOptions}
        >
          <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
            <path
              d="M3 6h9m5 0h2M3 16h2m5 0h9"
              stroke="currentColor"
              stroke-width="2"
              stroke-linecap="round"
            />
            <circle cx="14.5" cy="6" r="2.4" fill="none" stroke="currentColor" stroke-width="2" />
            <circle cx="7.5" cy="16" r="2.4" fill="none" stroke="currentColor" stroke-width="2" />
          </svg>
        </button>
      </div>
      {shell.optionsOpen ? (
        <Options
          state={state}
          words={words}
          id={shell.id}
          onChange={change}
          onCity={(city) => page.goTo(city)}
        />
      ) : null}
      {answer && answer.truncated ? <p class="edge">{words.edge}</p> : null}
      {answer && answer.circle ? <Gaps circle={answer.circle} {...context} /> : null}
      {answer && !answer.problem ? (
        <Near
          state={state}
          words={words}
          onCategory={(category) => page.chooseCategory(category)}
          onOpenAt={(openAt) => change({ openAt })}
          onPlace={(place) => page.choosePlace(place)}
        />
      ) : null}
      <Settled dragging={state.dragging}>
        {answer && answer.circle ? <Themes circle={answer.circle} {...context} /> : null}
        {answer && answer.circle ? <Surroundings circle={answer.circle} {...context} /> : null}
        {shell.takeAway && answer && !answer.problem ? (
          <TakeAway words={words} onExport={actions.export} />
        ) : null}
        {shell.takeAway ? (
          <OwnData
            state={state}
            words={words}
            id={shell.id}
            datum={shell.ownDatum}
            onDatum={actions.setOwnDatum}
            onFile={actions.file}
          />
        ) : null}
      </Settled>
      <p class="note privacy">{words.privacy}</p>
    </div>
  );
}
