/** Graph files in a mini-program. */

import { YikeError } from '../error.js';
import { asBytes, asLocation, refuseHtml } from '../source.js';

/** The bytes of a graph: given as such, by https address (`wx.request`), or by path (`wx.getFileSystemManager`). */
export async function fetchGraph(graph: unknown): Promise<Uint8Array> {
  const given = asBytes(graph);
  if (given) return given;
  const location = asLocation(graph, 'graph');
  const buffer = await (/^https?:/i.test(location) ? requested(location) : fileContents(location));
  return refuseHtml(new Uint8Array(buffer), location, 'graph');
}

function requested(url: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    wx.request({
      url,
      responseType: 'arraybuffer',
      success: ({ statusCode, data }) => {
        if (statusCode === 200) resolve(data);
        else reject(new YikeError('network', `${url} answered with status ${statusCode}`));
      },
      fail: ({ errMsg }) => reject(new YikeError('network', `cannot fetch ${url}: ${errMsg}`)),
    });
  });
}

function fileContents(filePath: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => resolve(data),
      fail: ({ errMsg }) => reject(new YikeError('network', `cannot read ${filePath}: ${errMsg}`)),
    });
  });
}
