import * as L from 'leaflet';

import { viewportAt, WORLD_ZOOM, type Box, type Viewport } from './mercator';

/** How much larger than the map the element is at most on each side, so that a short drag shows no bare edge. */
const PADDING = 0.15;
/** Room for lines and dots around the middle of what is drawn. */
const STROKE_PX = 12;
/** Room for a drawing to grow and move in before its element has to. */
const SLACK_PX = 40;

const NOTHING: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * One element over the map that is drawn as a whole: at once when its content changes, and anew after each move. During
 * a zoom animation it is stretched along. It covers what is drawn and no more, as browsers paint or copy the whole of it
 * for each frame in which it has changed.
 */
export abstract class CoveringLayer<E extends HTMLElement | SVGElement> extends L.Layer {
  protected readonly element: E;
  private readonly extent: () => Box | null;
  private readonly paneName: string;
  /** What the element covers, in whole pixels of its zoom. */
  private cover: Box = NOTHING;
  private zoom = 0;
  /** Where the element stands in its pane, as text; '' where a zoom animation has left it. */
  private place = '';

  /** `extent` tells where there is something to draw, in world units; `null` for nowhere. */
  constructor(paneName: string, extent: () => Box | null, element: E) {
    super();
    this.paneName = paneName;
    this.extent = extent;
    this.element = element;
    element.setAttribute('class', 'leaflet-zoom-animated');
    element.setAttribute('aria-hidden', 'true');
  }

  override onAdd(map: L.Map): this {
    const pane = map.getPane(this.paneName) || map.createPane(this.paneName);
    pane.appendChild(this.element);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    if (this.element.parentNode) this.element.parentNode.removeChild(this.element);
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
    const zoom = map.getZoom();
    const wanted = this.wanted(zoom, SLACK_PX / 2);
    if (zoom !== this.zoom || !within(wanted, this.cover) || area(this.cover) > 3 * area(wanted)) {
      this.cover = this.wanted(zoom, SLACK_PX);
      this.zoom = zoom;
    }
    const { left, top, right, bottom } = this.cover;
    const corner = L.point(left, top).subtract(map.getPixelOrigin());
    if (this.place !== corner.toString()) {
      this.place = corner.toString();
      setTransform(this.element, corner, 1);
    }
    this.draw(viewportAt(zoom, left, top, right - left, bottom - top));
  }

  /** Draws what there is in a viewport, which the element is to cover; it may be of no size. */
  protected abstract draw(viewport: Viewport): void;

  /** What the element should cover at a zoom: the content with so much room around it, as far as it is in or near sight. */
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
    setTransform(this.element, corner, scale);
    this.place = '';
  }
}

function setTransform(element: HTMLElement | SVGElement, corner: L.Point, scale: number): void {
  // Leaflet sets nothing but the style, which elements of SVG have as well.
  L.DomUtil.setTransform(element as HTMLElement, corner, scale);
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
