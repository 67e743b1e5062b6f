import { Component, type ComponentChildren } from 'preact';

interface SettledProps {
  dragging: boolean;
  /** What the content is made of, where it should follow while the pin is dragged. */
  follows?: unknown;
  children: ComponentChildren;
}

/**
 * Keeps what it holds as it is while the pin is dragged: unless what it follows is new, it need not be looked through,
 * and what is far down the list can wait until the pin is let go.
 */
export class Settled extends Component<SettledProps> {
  override shouldComponentUpdate(next: SettledProps): boolean {
    return !next.dragging || next.follows !== this.props.follows;
  }

  override render(): ComponentChildren {
    return this.props.children;
  }
}
