import { Component, type ComponentChildren } from 'preact';

/** Keeps what it holds as it is while the pin is dragged: what is far down the list can wait until it is let go. */
export class Settled extends Component<{ dragging: boolean; children: ComponentChildren }> {
  override shouldComponentUpdate(next: { dragging: boolean }): boolean {
    return !next.dragging;
  }

  override render(): ComponentChildren {
    return this.props.children;
  }
}
