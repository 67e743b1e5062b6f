import { render, type JSX } from 'preact';

import { viewportAround } from '../map/mercator';
import { firstSentence, subtitle, widestLimit } from '../panel/headline';
import { itemsWithoutRecord, missingItems, uncertainItems } from '../panel/gaps';
import { maybeText, nextText, tierText } from '../panel/item_row';
import { openText } from '../panel/open_at';
import { categoryName } from '../panel/category_name';
import { SEARCH_MINUTES } from '../state/answer';
import { cityOf } from '../state/city';
import { nearRows } from '../state/nearby';
import type { Page } from '../state/page';
import { wholeMinutes } from '../text/format';
import { attributionLine } from '../text/opening_words';
import { nameIn, type Words } from '../text/words';
import { paintLegend, paintMap, ringBounds } from './picture';

const MAP_WIDTH = 680;
const MAP_HEIGHT = 430;
/** What a page of A4 holds. */
const MOST_MISSING = 8;
const MOST_NEAR = 16;

/** Puts the one-page report into the document; it shows only in print. */
export function prepareReport(page: Page, words: Words): void {
  removeReport();
  const { answer } = page.state;
  if (!answer || !answer.circle) return;
  const holder = document.createElement('div');
  holder.id = 'yike-report';
  holder.lang = words.language;
  document.body.appendChild(holder);
  render(<Report page={page} words={words} />, holder);
  const canvas = holder.querySelector('canvas');
  const context = canvas ? canvas.getContext('2d') : null;
  if (!context) return;
  context.scale(2, 2);
  paintMap(context, page, viewportAround(ringBounds(page), MAP_WIDTH, MAP_HEIGHT, 14));
  paintLegend(context, page, words, 11);
  document.documentElement.classList.add('with-report');
}

/** Takes the report out again. */
export function removeReport(): void {
  const holder = document.getElementById('yike-report');
  if (holder) {
    render(null, holder);
    document.body.removeChild(holder);
  }
  document.documentElement.classList.remove('with-report');
}

function Report(props: { page: Page; words: Words }): JSX.Element | null {
  const { page, words } = props;
  const { state } = page;
  const { answer, view, info } = state;
  const circle = answer ? answer.circle : null;
  if (!answer || !circle) return null;
  const language = view.language;
  const missing = missingItems(circle);
  const uncertain = uncertainItems(circle);
  const unknown = itemsWithoutRecord(circle);
  const rows = nearRows(answer.services, null);
  const at = `${answer.origin[0].toFixed(5)}, ${answer.origin[1].toFixed(5)}`;
  const city = cityOf(state.cities, view.city);
  return (
    <article>
      <header>
        <p class="report-title">
          {words.report}
          {words.separator}
          {circle.score === null ? words.noScore : words.score(Math.round(circle.score))}
        </p>
        <h1>{firstSentence(circle, words)}</h1>
        <p>
          {city ? city[language] : view.city}
          {words.separator}
          {subtitle(state, words)}
        </p>
      </header>
      <canvas width={MAP_WIDTH * 2} height={MAP_HEIGHT * 2} />
      <section>
        <h2>{words.missing}</h2>
        <ul class="report-missing">
          {missing.slice(0, MOST_MISSING).map((item) => (
            <li>
              <b>{item.name[language]}</b> {tierText(item, words)}
              <span class="amber"> {nextText(item, SEARCH_MINUTES, words)}</span>
            </li>
          ))}
          {uncertain.map((item) => (
            <li>
              <b>{item.name[language]}</b> {tierText(item, words)}{' '}
              {item.maybe ? maybeText(item.maybe, info, language, words) : ''}
            </li>
          ))}
        </ul>
        {missing.length > MOST_MISSING ? <p>{words.reportMore(missing.length - MOST_MISSING)}</p> : null}
        {missing.length + uncertain.length + unknown.length === 0 ? <p>{words.nothingMissing}</p> : null}
        {unknown.length ? (
          <p class="quiet">
            {words.noRecord}
            {words.colon}
            {unknown.map((item) => item.name[language]).join(words.comma)}
          </p>
        ) : null}
      </section>
      <section>
        <h2>{words.reportNear}</h2>
        <ul class="report-near">
          {rows.slice(0, MOST_NEAR).map((row) => {
            const nearest = row.services[0];
            return nearest ? (
              <li>
                <b>{categoryName(info, row.category, language)}</b>
                <span class="report-name">
                  {[openText(nearest, answer.openAt, words), nameIn(nearest.names, language)]
                    .filter((text) => text)
                    .join(words.separator)}
                </span>
                <span class="report-far">
                  {words.minutes(wholeMinutes(nearest.seconds))} · {words.metres(nearest.metres)}
                </span>
              </li>
            ) : null;
          })}
        </ul>
        {rows.length > MOST_NEAR ? <p class="quiet">{words.reportMore(rows.length - MOST_NEAR)}</p> : null}
      </section>
      <footer>
        <p>
          {words.standard}
          {words.colon}
          {circle.standard.name[language]} ({circle.standard.source}, {circle.standard.year},{' '}
          {words.within(widestLimit(circle))})
        </p>
        {answer.openAt === null ? null : (
          <p>
            {words.openAsked(words.moment(answer.openAt))}
            {words.colon}
            {words.openNote}
          </p>
        )}
        <p>
          {words.reportPlace}
          {words.colon}
          {at} ({words.datums[page.datum]}){words.separator}
          {attributionLine(words, page.state.info ? page.state.info.dataDate : '')}, ODbL
        </p>
      </footer>
    </article>
  );
}
