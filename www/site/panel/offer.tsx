import { Component, createRef, type JSX } from 'preact';

import type { Words } from '../text/words';

/** What is shown to be taken by hand where the browser saves no files: a picture or a text. */
export interface Offered {
  name: string;
  /** A picture's `data:` address. */
  picture?: string;
  text?: string;
}

interface OfferProps {
  offered: Offered;
  words: Words;
  onCopy: (text: string) => void;
  onClose: () => void;
}

/** A picture to press long, or a text to copy, over the whole page. */
export class Offer extends Component<OfferProps> {
  private readonly dialog = createRef<HTMLDivElement>();
  private before: Element | null = null;

  override componentDidMount(): void {
    this.before = document.activeElement;
    if (this.dialog.current) this.dialog.current.focus();
  }

  override componentWillUnmount(): void {
    if (this.before instanceof HTMLElement) this.before.focus();
  }

  override render(): JSX.Element {
    const { offered, words, onCopy, onClose } = this.props;
    const { name, picture, text } = offered;
    return (
      <div
        ref={this.dialog}
        class="offer"
        role="dialog"
        aria-modal="true"
        aria-label={name}
        tabIndex={-1}
        onKeyDown={(event) => this.key(event)}
      >
        <p>{picture ? words.pressToSave : words.copyToTake}</p>
        {picture ? <img src={picture} alt={name} /> : <textarea readOnly aria-label={name} value={text} />}
        <div class="buttons">
          {text === undefined ? null : (
            <button type="button" class="button" onClick={() => onCopy(text)}>
              {words.copyText}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            {words.close}
          </button>
        </div>
      </div>
    );
  }

  /** Escape closes; Tab stays inside. */
  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.props.onClose();
    if (event.key !== 'Tab' || !this.dialog.current) return;
    const stops = Array.from(this.dialog.current.querySelectorAll<HTMLElement>('textarea, button'));
    const [first, last] = [stops[0], stops[stops.length - 1]];
    const leaves = event.shiftKey ? first : last;
    const back = event.shiftKey ? last : first;
    if (document.activeElement !== leaves || !back) return;
    event.preventDefault();
    back.focus();
  }
}
