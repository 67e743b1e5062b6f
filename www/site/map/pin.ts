import * as L from 'leaflet';

/** How far the pin rises above where it stands. */
export const PIN_HEIGHT_PX = 44;
const STEP_PX = 8;
const LONG_STEP_PX = 48;

const SHAPE =
  '<svg width="36" height="50" viewBox="-18 -43 36 50" aria-hidden="true" focusable="false">' +
  '<ellipse class="pin-shadow" cx="0" cy="0" rx="7" ry="3"/>' +
  '<path class="pin-body" d="M0 0C-5-9-14-15-14-25A14 14 0 0 1 14-25C14-15 5-9 0 0Z"/>' +
  '<circle class="pin-eye" cx="0" cy="-25" r="5.5"/></svg>';

/** What the pin tells. */
export interface PinEvents {
  /** It moves under a finger, at most once a frame. */
  move: (at: L.LatLng) => void;
  /** It was let go, or stepped by a key. */
  settle: (at: L.LatLng) => void;
}

/** The pin that marks the origin: dragged by hand, or moved by the arrow keys when focused. */
export class Pin {
  private readonly marker: L.Marker;
  private readonly events: PinEvents;
  private frame = 0;
  private label = '';

  constructor(map: L.Map, at: L.LatLng, events: PinEvents) {
    this.events = events;
    this.marker = L.marker(at, {
      draggable: true,
      autoPan: true,
      autoPanPadding: [60, 60],
      keyboard: true,
      icon: L.divIcon({ className: 'pin', html: SHAPE, iconSize: [52, 60], iconAnchor: [26, 50] }),
      zIndexOffset: 1000,
    });
    this.marker.on('drag', () => {
      if (!this.frame) this.frame = requestAnimationFrame(() => this.tell());
    });
    this.marker.on('dragend', () => {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      this.events.settle(this.marker.getLatLng());
    });
    this.marker.on('add', () => this.dress(map));
    this.marker.addTo(map);
  }

  moveTo(at: L.LatLng): void {
    this.marker.setLatLng(at);
  }

  setLabel(label: string): void {
    this.label = label;
    const element = this.marker.getElement();
    if (element) element.setAttribute('aria-label', label);
  }

  private tell(): void {
    this.frame = 0;
    this.events.move(this.marker.getLatLng());
  }

  private dress(map: L.Map): void {
    const element = this.marker.getElement();
    if (!element) return;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', this.label);
    element.addEventListener('keydown', (event) => {
      const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
        event.key
      ];
      if (!direction) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? LONG_STEP_PX : STEP_PX;
      const from = map.latLngToContainerPoint(this.marker.getLatLng());
      const to = from.add(L.point(direction[0] as number, direction[1] as number).multiplyBy(step));
      this.marker.setLatLng(map.containerPointToLatLng(to));
      this.events.settle(this.marker.getLatLng());
    });
  }
}
