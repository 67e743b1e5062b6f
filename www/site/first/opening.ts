import type { Progress } from 'yike';

import type { Language } from '../text/language';
import { attributionLine, OPENING_WORDS } from '../text/opening_words';

/** Says how far the page has come, where later the panel stands. */
export class Opening {
  private readonly language: Language;
  private readonly sheet: HTMLElement;
  private readonly stage: HTMLElement;
  private readonly bar: HTMLProgressElement;

  constructor(root: HTMLElement, language: Language, city: string) {
    this.language = language;
    const { loading } = OPENING_WORDS[language];
    const sheet = append(root, 'div', '');
    sheet.className = 'first-sheet';
    this.sheet = sheet;
    append(sheet, 'h1', `${loading} ${city}`);
    this.stage = append(sheet, 'p', '');
    this.bar = append(sheet, 'progress', '');
    this.bar.setAttribute('aria-label', loading);
  }

  /** Says whose data it is and of when, once that is known. */
  attribute(dataDate: string): void {
    append(this.sheet, 'p', attributionLine(OPENING_WORDS[this.language], dataDate)).className =
      'first-attribution';
  }

  /** Shows how much of a file has come. */
  show({ stage, loaded, total }: Progress): void {
    const share = total ? Math.min(1, loaded / total) : null;
    const percent = share === null ? '' : ` ${Math.round(share * 100)}%`;
    this.stage.textContent = OPENING_WORDS[this.language].loadingStage[stage] + percent;
    if (share === null) this.bar.removeAttribute('value');
    else this.bar.value = share;
  }
}

function append<K extends keyof HTMLElementTagNameMap>(
  parent: HTMLElement,
  name: K,
  text: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = text;
  parent.appendChild(element);
  return element;
}
