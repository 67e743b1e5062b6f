import type { Datum } from 'yike';

import type { Page } from '../state/page';
import { decodeText } from './decode_text';

/** Reads a file that the reader chose: a graph is opened, a table of places joins the search. Nothing is uploaded. */
export async function readFile(file: File, page: Page, datum: Datum): Promise<void> {
  if (/\.yike$/i.test(file.name)) {
    await page.open(await readBytes(file), file.name.replace(/\.yike$/i, ''));
    return;
  }
  if (/\.csv$/i.test(file.name)) {
    await page.addPlaces({ name: file.name, source: await readText(file, page), datum });
    return;
  }
  if (/\.(geo)?json$/i.test(file.name)) {
    const source = JSON.parse(await readText(file, page)) as object;
    await page.addPlaces({ name: file.name, source, datum });
    return;
  }
  page.refuseFile(file.name);
}

/** Watches for files dragged over the document. Returns what ends it. */
export function watchDrops(onHover: (hovering: boolean) => void, onFile: (file: File) => void): () => void {
  let depth = 0;
  const hover = (change: number): void => {
    depth = Math.max(0, depth + change);
    onHover(depth > 0);
  };
  const enter = (event: DragEvent): void => {
    event.preventDefault();
    hover(1);
  };
  const over = (event: DragEvent): void => event.preventDefault();
  const leave = (): void => hover(-1);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    depth = 0;
    onHover(false);
    const file = event.dataTransfer ? event.dataTransfer.files[0] : undefined;
    if (file) onFile(file);
  };
  document.addEventListener('dragenter', enter);
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', leave);
  document.addEventListener('drop', drop);
  return () => {
    document.removeEventListener('dragenter', enter);
    document.removeEventListener('dragover', over);
    document.removeEventListener('dragleave', leave);
    document.removeEventListener('drop', drop);
  };
}

async function readText(file: File, page: Page): Promise<string> {
  return decodeText(await readBytes(file), page.state.view.language);
}

/** By FileReader: older engines have no `file.arrayBuffer()`. */
function readBytes(file: File): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error || new Error(file.name));
    reader.readAsArrayBuffer(file);
  });
}
