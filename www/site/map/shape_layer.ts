import { CoveringLayer } from './covering_layer';
import type { Box, Viewport } from './mercator';
import { UNITS_PER_PX, type Shape } from './shapes';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Shapes over the map that move from frame to frame. The page's own thread only hands their outlines over; browsers paint
 * them on others. Without a graphics processor that thread itself would paint a canvas, and for longer than a frame.
 */
export class ShapeLayer extends CoveringLayer<SVGSVGElement> {
  private readonly shapes: (viewport: Viewport) => Shape[];
  private readonly paths: SVGPathElement[] = [];
  private size = '';

  /** `extent` tells where there is something to draw, in world units; `null` for nowhere. */
  constructor(paneName: string, extent: () => Box | null, shapes: (viewport: Viewport) => Shape[]) {
    super(paneName, extent, document.createElementNS(SVG, 'svg'));
    this.shapes = shapes;
    this.element.setAttribute('stroke-linejoin', 'round');
    this.element.setAttribute('stroke-linecap', 'round');
  }

  protected override draw(viewport: Viewport): void {
    const { width, height } = viewport;
    const size = `${width} ${height}`;
    if (size !== this.size) {
      this.size = size;
      set(this.element, 'width', String(width));
      set(this.element, 'height', String(height));
      set(this.element, 'viewBox', `0 0 ${width * UNITS_PER_PX} ${height * UNITS_PER_PX}`);
    }
    const shapes = width && height ? this.shapes(viewport) : [];
    while (this.paths.length > shapes.length) this.element.removeChild(this.paths.pop() as SVGPathElement);
    shapes.forEach(({ path, fill, hasHoles, line }, index) => {
      const element = this.path(index);
      set(element, 'd', path);
      set(element, 'fill', fill || 'none');
      set(element, 'fill-rule', hasHoles ? 'evenodd' : 'nonzero');
      set(element, 'stroke', line ? line.colour : 'none');
      set(element, 'stroke-width', line ? String(line.width_px * UNITS_PER_PX) : '0');
      const dashes = (line && line.dashes_px) || [];
      set(element, 'stroke-dasharray', dashes.map((px) => px * UNITS_PER_PX).join(' ') || 'none');
    });
  }

  private path(index: number): SVGPathElement {
    const known = this.paths[index];
    if (known) return known;
    const path = document.createElementNS(SVG, 'path');
    this.element.appendChild(path);
    this.paths.push(path);
    return path;
  }
}

/** Sets what has changed: browsers look at the style of an element anew for each attribute that is set. */
function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
