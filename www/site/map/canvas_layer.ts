import * as L from 'leaflet';

import { viewportAt, type Viewport } from './mercator';

/** How much larger than the map the canvas is on each side, so that a short drag shows no bare edge. */
const PADDING = 0.15;

/** Draws on a prepared canvas in its coordinates. */
export type Paint = (context: CanvasRenderingContext2D, viewport: Viewport) => void;

/** At most twice the CSS resolution: finer costs time and is hardly seen. */
export function pixelRatio(): number {
  return Math.min(2, window.devicePixelRatio || 1);
}

/**
 * One canvas over the map that is drawn as a whole: at once when its content changes, and anew after each move. During
 * a zoom animation it is stretched along.
 */
export class CanvasLayer extends L.Layer {
  private readonly paint: Paint;
  private readonly paneName: string;
  private readonly canvas: HTMLCanvasElement;
  private origin = L.point(0, 0);
  private centre = L.latLng(0, 0);
  private zoom = 0;

  constructor(paneName: string, paint: Paint) {
    super();
    this.paneName = paneName;
    this.paint = paint;
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'leaflet-zoom-animated';
    this.canvas.setAttribute('aria-hidden', 'true');
  }

  override onAdd(map: L.Map): this {
    const pane = map.getPane(this.paneName) || map.createPane(this.paneName);
    pane.appendChild(this.canvas);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    if (this.canvas.parentNode) this.canvas.parentNode.removeChild(this.canvas);
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      zoom: () => this.stretch(this._map.getCenter(), this._map.getZoom()),
      zoomanim: (event) => {
        const target = event as L.ZoomAnimEvent;
        this.stretch(target.center, target.zoom);
      },
    };
  }

  /** Draws the content anew. */
  redraw(): void {
    const map = this._map;
    if (!map) return;
    const size = map.getSize();
    const margin = size.multiplyBy(PADDING).round();
    const width = size.x + 2 * margin.x;
    const height = size.y + 2 * margin.y;
    const corner = map.containerPointToLayerPoint(L.point(0, 0)).subtract(margin);
    const ratio = pixelRatio();
    const canvas = this.canvas;
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.centre = map.getCenter();
    this.zoom = map.getZoom();
    L.DomUtil.setTransform(canvas, corner, 1);
    this.origin = map.getPixelOrigin().add(corner);
    const context = canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.paint(context, viewportAt(this.zoom, this.origin.x, this.origin.y, width, height));
  }

  private stretch(centre: L.LatLng, zoom: number): void {
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.zoom);
    const half = map.getSize().multiplyBy(0.5 + PADDING);
    const paneShift = L.DomUtil.getPosition(map.getPane('mapPane') as HTMLElement);
    const newOrigin = map.project(centre, zoom).subtract(map.getSize().divideBy(2)).add(paneShift).round();
    const corner = half.multiplyBy(-scale).add(map.project(this.centre, zoom)).subtract(newOrigin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  }
}
