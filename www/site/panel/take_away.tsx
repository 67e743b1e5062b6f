import type { Datum } from 'yike';
import { createRef, type JSX } from 'preact';

import type { PageState } from '../state/page_state';
import type { Words } from '../text/words';

/** What can be taken away. */
export type Export = 'geojson' | 'csv' | 'png' | 'report' | 'link';

/** Buttons for files, picture, report and link. */
export function TakeAway(props: { words: Words; onExport: (what: Export) => void }): JSX.Element {
  const { words } = props;
  const choices: [Export, string][] = [
    ['report', words.exportReport],
    ['png', words.exportPng],
    ['csv', words.exportCsv],
    ['geojson', words.exportGeojson],
    ['link', words.copyLink],
  ];
  return (
    <section class="take-away" aria-labelledby="take-away-title">
      <h2 id="take-away-title">{words.takeAway}</h2>
      <div class="buttons">
        {choices.map(([what, label]) => (
          <button key={what} type="button" class="button" onClick={() => props.onExport(what)}>
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}

/** At most so many bad rows are listed. */
const MOST_ROWS = 20;

/** Choosing a file of one's own, and what became of it. */
export function OwnData(props: {
  state: PageState;
  words: Words;
  id: string;
  datum: Datum;
  onDatum: (datum: Datum) => void;
  onFile: (file: File) => void;
}): JSX.Element {
  const { words, id } = props;
  const { own, info, view } = props.state;
  const picker = createRef<HTMLInputElement>();
  const datums: Datum[] = ['wgs84', 'gcj02', 'bd09'];
  return (
    <section class="own" aria-labelledby="own-title">
      <h2 id="own-title">{words.own}</h2>
      <p class="note">{words.ownNote}</p>
      <details class="own-format">
        <summary>{words.ownFormat}</summary>
        <p class="note">{words.ownColumns}</p>
        <p class="note">
          {info ? info.categories.map((category) => category[view.language]).join(words.separator) : ''}
        </p>
      </details>
      <div class="option">
        <label for={`${id}-datum`}>{words.ownDatum}</label>
        <select
          id={`${id}-datum`}
          value={props.datum}
          onChange={(event) => props.onDatum(event.currentTarget.value as Datum)}
        >
          {datums.map((datum) => (
            <option key={datum} value={datum}>
              {words.datums[datum]}
            </option>
          ))}
        </select>
      </div>
      <input
        ref={picker}
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-label={words.ownPick}
        accept=".csv,.geojson,.json,.yike"
        onChange={(event) => {
          const file = event.currentTarget.files ? event.currentTarget.files[0] : undefined;
          if (file) props.onFile(file);
          event.currentTarget.value = '';
        }}
      />
      <div class="buttons">
        <button type="button" class="button" onClick={() => picker.current && picker.current.click()}>
          {words.ownPick}
        </button>
      </div>
      {own ? (
        <div class="own-result" role="status">
          <p>
            {own.result
              ? `${own.name}${words.separator}${words.ownAdded(own.result.added)}`
              : words.ownUnreadable(own.name)}
          </p>
          {own.result && own.result.rejected.length ? (
            <div>
              <p class="amber">{words.ownRejected(own.result.rejected.length)}</p>
              <ul class="bad-rows">
                {own.result.rejected.slice(0, MOST_ROWS).map((row) => (
                  <li key={row.line}>
                    {row.line
                      ? words.ownLine(row.line, words.ownReason(row.reason))
                      : words.ownReason(row.reason)}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
