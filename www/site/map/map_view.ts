import * as L from 'leaflet';
import type { BackdropShape, Isochrone, Position, Service } from 'yike';

import type { Camera } from '../state/view';
import { BackdropIndex } from './backdrop_index';
import { BackdropLayer } from './backdrop_layer';
import { paintBackdrop } from './backdrop_paint';
import { CanvasLayer } from './canvas_layer';
import { cameraAround, MAX_ZOOM, MIN_ZOOM, ZOOM_STEP, type Padding } from './framing';
import { paintLabels } from './labels_paint';
import { markPositions, markShapes, type Marks } from './mark_shapes';
import { boxAround, type Box, type Viewport } from './mercator';
import { nearestStreet } from './nearest_street';
import { Pin, PIN_HEIGHT_PX } from './pin';
import { ringPositions, ringShapes } from './ring_shapes';
import { ShapeLayer } from './shape_layer';
import { paintShapes } from './shapes';
import { streetChains, type StreetChain } from './street_chains';
import type { Theme } from './theme';

/** How near to a dot a tap counts: together a target of 44 pixels. */
const TAP_PX = 22;

/** A move by the page has ended after this time. */
const MOVE_MS = 400;

const EVERYWHERE: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** Tiles of an operator in place of the backdrop. */
export interface Tiles {
  /** A template of Leaflet's, such as `https://tiles.example.org/{z}/{x}/{y}.png`. */
  url: string;
  attribution: string;
  maxZoom?: number;
}

/** What the map tells. */
export interface MapEvents {
  /** The pin moves under a finger. */
  drag: (at: Position) => void;
  /** The pin was let go, or the ground was tapped. */
  settle: (at: Position) => void;
  /** A service was tapped. */
  pick: (service: Service) => void;
  /** The map was moved by hand. */
  look: (camera: Camera) => void;
}

/** The map: backdrop, rings, services, the walk and the pin. */
export class MapView {
  private readonly map: L.Map;
  private readonly events: MapEvents;
  private readonly pin: Pin;
  private readonly ringLayer: ShapeLayer;
  private readonly labelLayer: CanvasLayer;
  private readonly markLayer: ShapeLayer;
  /** The backdrop from the file, or an operator's tiles. */
  private backdropLayer: L.GridLayer | null = null;
  private tiled = false;
  private index: BackdropIndex | null = null;
  private chains: StreetChain[] = [];
  private theme: Theme;
  private padding: Padding = { top: 0, right: 0, bottom: 0, left: 0 };
  private isochrone: Isochrone | null = null;
  private marks: Marks = { services: [], route: null, chosen: null };
  private origin: Position;
  private movedByPage = 0;
  /** Whether the last move was begun by hand. */
  private byHand = false;
  /** Whether a zoom is on its way, by hand or by the page. */
  private zooming = false;
  /** Where the map looked before it framed a walk, until it is moved by hand or asks of another place. */
  private beforeWalk: Camera | null = null;

  constructor(container: HTMLElement, origin: Position, theme: Theme, events: MapEvents) {
    this.events = events;
    this.theme = theme;
    this.origin = origin;
    this.map = L.map(container, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: ZOOM_STEP,
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      center: [origin[1], origin[0]],
      zoom: 15,
      bounceAtZoomLimits: false,
      zoomAnimation: !calm(),
      fadeAnimation: false,
      inertia: !calm(),
    });
    this.pane('rings', 400);
    this.pane('labels', 420);
    this.pane('marks', 440);
    this.labelLayer = new CanvasLayer(
      'labels',
      () => (this.index && !this.tiled ? EVERYWHERE : null),
      (context, viewport) => this.paintLabels(context, viewport),
    );
    this.ringLayer = new ShapeLayer(
      'rings',
      () => this.isochrone && boxAround(ringPositions(this.isochrone)),
      (viewport) => (this.isochrone ? ringShapes(this.isochrone, viewport, this.theme) : []),
    );
    this.markLayer = new ShapeLayer(
      'marks',
      () => boxAround(markPositions(this.marks)),
      (viewport) => markShapes(this.marks, viewport, this.theme),
    );
    this.ringLayer.addTo(this.map);
    this.labelLayer.addTo(this.map);
    this.markLayer.addTo(this.map);
    this.pin = new Pin(this.map, latLng(origin), {
      move: (at) => this.events.drag(position(at)),
      settle: (at) => this.events.settle(position(at)),
    });
    this.map.on('click', (event) => this.tapped(event.latlng));
    // A move of the page may end late on a slow device, but it begins at once.
    this.map.on('movestart', () => {
      this.byHand = this.movedByPage === 0;
      if (this.byHand) this.beforeWalk = null;
    });
    this.map.on('zoomstart', () => (this.zooming = true));
    this.map.on('zoomend', () => (this.zooming = false));
    this.map.on('moveend', () => {
      if (this.byHand && this.movedByPage === 0) this.events.look(this.camera());
    });
  }

  /** The state of the map that a link keeps. */
  camera(): Camera {
    return { centre: position(this.map.getCenter()), zoom: this.map.getZoom() };
  }

  /**
   * Takes streets, water and buildings from the file; `extent` is that of the data: west, south, east, north. They are
   * drawn on the map unless an operator's tiles are, and on pictures always: those must not depend on a server.
   */
  setBackdrop(shapes: BackdropShape[], extent: [number, number, number, number]): void {
    this.index = shapes.length ? new BackdropIndex(shapes, extent) : null;
    this.chains = this.index ? streetChains(this.index.shapes) : [];
    if (this.tiled) return;
    if (!this.backdropLayer) {
      this.backdropLayer = new BackdropLayer((context, viewport) => this.paintGround(context, viewport));
      this.backdropLayer.addTo(this.map);
    }
    this.repaint();
  }

  /** Shows an operator's tiles instead of the backdrop from the file, which must not be there yet. */
  setTiles(tiles: Tiles): void {
    if (this.tiled) return;
    this.tiled = true;
    this.backdropLayer = L.tileLayer(tiles.url, {
      maxZoom: tiles.maxZoom || 19,
      maxNativeZoom: tiles.maxZoom || 18,
    });
    this.backdropLayer.addTo(this.map);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.repaint();
  }

  setPadding(padding: Padding): void {
    this.padding = padding;
  }

  setPinLabel(label: string): void {
    this.pin.setLabel(label);
  }

  /** Draws rings at once. */
  setRings(origin: Position, isochrone: Isochrone | null): void {
    if (origin[0] !== this.origin[0] || origin[1] !== this.origin[1]) this.beforeWalk = null;
    this.origin = origin;
    this.isochrone = isochrone;
    this.ringLayer.redraw();
  }

  /** Draws services and the walk at once. Without a walk the map looks again where it did before one was framed. */
  setMarks(marks: Marks): void {
    this.marks = marks;
    this.markLayer.redraw();
    if (marks.chosen || !this.beforeWalk) return;
    this.look(this.beforeWalk);
    this.beforeWalk = null;
    this.revealPin();
  }

  movePin(to: Position): void {
    this.pin.moveTo(latLng(to));
  }

  /** Looks where a link says. */
  look(camera: Camera): void {
    this.byPage(() => this.map.setView(latLng(camera.centre), camera.zoom, { animate: false }));
  }

  /** Frames a walk, and the pin above its start. */
  frameWalk(positions: Position[]): void {
    this.beforeWalk = this.beforeWalk || this.camera();
    this.frame(positions, true, PIN_HEIGHT_PX);
  }

  /** Moves and zooms so that the positions fill the uncovered part of the map, with so much room above them. */
  frame(positions: Position[], animate: boolean, above_px = 0): void {
    const size = this.map.getSize();
    const padding = { ...this.padding, top: this.padding.top + above_px };
    const camera = cameraAround(positions, { width: size.x, height: size.y }, padding);
    if (!camera) return;
    const { centre, zoom } = camera;
    const options = { animate: animate && !calm(), duration: 0.2 };
    this.byPage(() => this.map.setView(latLng(centre), zoom, options));
  }

  /** Pans so that the pin stands in the uncovered part of the map, if it does not. */
  revealPin(): void {
    this.onceStill(() => this.panToPin());
  }

  /** Call after the size of the container has changed. */
  resize(): void {
    this.byPage(() => this.map.invalidateSize({ animate: false, pan: false }));
  }

  /** Draws ground, rings, names and marks as one picture. */
  paintPicture(context: CanvasRenderingContext2D, viewport: Viewport, theme: Theme): void {
    const { index, chains, isochrone } = this;
    if (index) paintBackdrop(context, index, viewport, theme);
    else fillGround(context, viewport, theme);
    if (isochrone) paintShapes(context, ringShapes(isochrone, viewport, theme));
    if (index) paintLabels(context, index, chains, viewport, theme);
    paintShapes(context, markShapes(this.marks, viewport, theme));
  }

  /** The name of the street nearest to a position, or '' if none is near. */
  streetNear(at: Position): string {
    return this.index ? nearestStreet(this.index, at) : '';
  }

  remove(): void {
    this.map.remove();
  }

  private paintGround(context: CanvasRenderingContext2D, viewport: Viewport): void {
    if (this.index) paintBackdrop(context, this.index, viewport, this.theme);
    else fillGround(context, viewport, this.theme);
  }

  private paintLabels(context: CanvasRenderingContext2D, viewport: Viewport): void {
    if (this.index) paintLabels(context, this.index, this.chains, viewport, this.theme);
  }

  private repaint(): void {
    if (this.backdropLayer && !this.tiled) this.backdropLayer.redraw();
    this.ringLayer.redraw();
    this.labelLayer.redraw();
    this.markLayer.redraw();
  }

  private pane(name: string, zIndex: number): void {
    const pane = this.map.createPane(name);
    pane.style.zIndex = String(zIndex);
    pane.style.pointerEvents = 'none';
  }

  private panToPin(): void {
    const size = this.map.getSize();
    const { top, right, bottom, left } = this.padding;
    const at = this.map.latLngToContainerPoint(latLng(this.origin));
    const covered =
      at.x < left + 24 || at.x > size.x - right - 24 || at.y < top + 56 || at.y > size.y - bottom - 16;
    if (!covered) return;
    const middle = L.point((left + size.x - right) / 2, (top + 40 + size.y - bottom) / 2);
    this.byPage(() => this.map.panBy(at.subtract(middle), { animate: !calm(), duration: 0.2 }));
  }

  private byPage(move: () => void): void {
    this.onceStill(() => {
      this.movedByPage++;
      move();
      // An animated move ends later, and one that changes nothing ends without an event.
      setTimeout(() => this.movedByPage--, MOVE_MS);
    });
  }

  /** Does something now, or as soon as a zoom that is on its way has ended: that would leave out moves, or undo them. */
  private onceStill(act: () => void): void {
    if (this.zooming) this.map.once('zoomend', () => this.onceStill(act));
    else act();
  }

  private tapped(at: L.LatLng): void {
    const point = this.map.latLngToContainerPoint(at);
    let nearest: Service | null = null;
    let best = TAP_PX;
    for (const service of this.marks.services) {
      const distance = this.map.latLngToContainerPoint(latLng(service.point)).distanceTo(point);
      if (distance < best) {
        best = distance;
        nearest = service;
      }
    }
    if (nearest) this.events.pick(nearest);
    else this.events.settle(position(at));
  }
}

function latLng(at: Position): L.LatLng {
  return L.latLng(at[1], at[0]);
}

function position(at: L.LatLng): Position {
  return [at.lng, at.lat];
}

function fillGround(context: CanvasRenderingContext2D, viewport: Viewport, theme: Theme): void {
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, viewport.width, viewport.height);
}

/** Whether the reader asked for little motion. */
function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
