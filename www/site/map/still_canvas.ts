/**
 * Paints a canvas that then stays as it is. Where browsers can do so they are handed a finished picture: one that could
 * still be painted on is copied anew for each frame of the page where there is no graphics processor.
 */
export function paintStill(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  paint: (context: CanvasRenderingContext2D) => void,
): void {
  canvas.width = width;
  canvas.height = height;
  if (!width || !height) return;
  const target = typeof OffscreenCanvas === 'function' ? canvas.getContext('bitmaprenderer') : null;
  const source = target ? new OffscreenCanvas(width, height) : canvas;
  const context = source.getContext('2d') as CanvasRenderingContext2D | null;
  if (!context) return;
  paint(context);
  if (target) target.transferFromImageBitmap((source as OffscreenCanvas).transferToImageBitmap());
}
