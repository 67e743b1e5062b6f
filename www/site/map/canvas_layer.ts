import * as L from 'leaflet';

import { viewportAt, WORLD_ZOOM, type Box, type Viewport } from './mercator';
import { pixelRatio } from './pixel_ratio';

/** How much larger than the map the canvas is at most on each side, so that a short drag shows no bare edge. */
const PADDING = 0.15;
/** Room for lines and dots around the middle of what is drawn. */
const STROKE_PX = 12;
/** Room for a drawing to grow and move in before its canvas has to. */
const SLACK_PX = 40;

const NOTHING: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/** Draws on a prepared canvas in its coordinates. */
export type Paint = (context: CanvasRenderingContext2D, viewport: Viewport) => void;

/**
 * One canvas over the map that is drawn as a whole: at once when its content changes, and anew after each move. During
 * a zoom animation it is stretched along. It covers what is drawn and no more, as browsers copy the whole of a canvas
 * for each frame in which it has changed.
 */
export class CanvasLayer extends L.Layer {
  private readonly paint: Paint;
  private readonly extent: () => Box | null;
  private readonly paneName: string;
  private readonly canvas: HTMLCanvasElement;
  /** What the canvas covers, in whole pixels of its zoom. */
  private cover: Box = NOTHING;
  private zoom = 0;
  /** Where the canvas stands in its pane, as text; '' where a zoom animation has left it. */
  private place = '';

  /** `extent` tells where there is something to draw, in world units; `null` for nowhere. */
  constructor(paneName: string, extent: () => Box | null, paint: Paint) {
    super();
    this.paneName = paneName;
    this.extent = extent;
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

  /** Draws the content anew, with so many pixels of the canvas for one of the page on each side. */
  redraw(ratio = pixelRatio()): void {
    const map = this._map;
    if (!map) return;
    const zoom = map.getZoom();
    const wanted = this.wanted(zoom, SLACK_PX / 2);
    if (zoom !== this.zoom || !within(wanted, this.cover) || area(this.cover) > 3 * area(wanted)) {
      this.cover = this.wanted(zoom, SLACK_PX);
      this.zoom = zoom;
    }
    const { left, top, right, bottom } = this.cover;
    const canvas = this.canvas;
    const width = Math.round((right - left) * ratio);
    const height = Math.round((bottom - top) * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${right - left}px`;
      canvas.style.height = `${bottom - top}px`;
    }
    const corner = L.point(left, top).subtract(map.getPixelOrigin());
    if (this.place !== corner.toString()) {
      this.place = corner.toString();
      L.DomUtil.setTransform(canvas, corner, 1);
    }
    const context = canvas.getContext('2d');
    if (!context || !width || !height) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, right - left, bottom - top);
    this.paint(context, viewportAt(zoom, left, top, right - left, bottom - top));
  }

  /** What the canvas should cover at a zoom: the content with so much room around it, as far as it is in or near sight. */
  private wanted(zoom: number, slack: number): Box {
    const extent = this.extent();
    if (!extent) return NOTHING;
    const map = this._map;
    const size = map.getSize();
    const margin = size.multiplyBy(PADDING).round();
    const sight = map.getPixelOrigin().add(map.containerPointToLayerPoint(L.point(0, 0)));
    const scale = Math.pow(2, zoom - WORLD_ZOOM);
    const room = STROKE_PX + slack;
    const box = {
      left: Math.max(Math.floor(extent.left * scale - room), sight.x - margin.x),
      top: Math.max(Math.floor(extent.top * scale - room), sight.y - margin.y),
      right: Math.min(Math.ceil(extent.right * scale + room), sight.x + size.x + margin.x),
      bottom: Math.min(Math.ceil(extent.bottom * scale + room), sight.y + size.y + margin.y),
    };
    return box.left < box.right && box.top < box.bottom ? box : NOTHING;
  }

  private stretch(centre: L.LatLng, zoom: number): void {
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.zoom);
    const paneShift = L.DomUtil.getPosition(map.getPane('mapPane') as HTMLElement);
    const newOrigin = map.project(centre, zoom).subtract(map.getSize().divideBy(2)).add(paneShift).round();
    const corner = L.point(this.cover.left, this.cover.top).multiplyBy(scale).subtract(newOrigin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
    this.place = '';
  }
}

function within(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  );
}

function area(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}
