// One page of a Chromium of any age, by the DevTools protocol as Chromium 67 already spoke it.
import CDP from 'chrome-remote-interface';
import { PHONE } from './phone.mjs';
import { patiently } from './patiently.mjs';

export async function openChromium(port, child) {
  const client = await patiently('the DevTools port', child, () => CDP({ port, local: true }));
  const { Page, Runtime, Input, Network, Browser, Emulation } = client;
  await Promise.all([Page.enable(), Runtime.enable(), Network.enable()]);
  await Emulation.setDeviceMetricsOverride({ ...PHONE, deviceScaleFactor: 1, mobile: false });
  const requests = [];
  Network.requestWillBeSent(({ request }) => requests.push(request.url));
  const mouse = (type, [x, y], button = 'left') =>
    Input.dispatchMouseEvent({
      type,
      x,
      y,
      button,
      clickCount: 1,
      buttons: type === 'mouseReleased' ? 0 : 1,
    });
  return {
    requests,
    version: async () => (await Browser.getVersion()).product,
    navigate: (url) => Page.navigate({ url }),
    async evaluate(expression) {
      const answer = await Runtime.evaluate({ expression, returnByValue: true, awaitPromise: true });
      if (answer.exceptionDetails) {
        const { exception, text } = answer.exceptionDetails;
        throw new Error((exception && exception.description) || text);
      }
      return answer.result.value;
    },
    async click(at) {
      await mouse('mousePressed', at);
      await mouse('mouseReleased', at);
    },
    async drag([x0, y0], [x1, y1]) {
      await mouse('mousePressed', [x0, y0]);
      for (let step = 1; step <= 8; step += 1) {
        await mouse('mouseMoved', [x0 + ((x1 - x0) * step) / 8, y0 + ((y1 - y0) * step) / 8]);
      }
      await mouse('mouseReleased', [x1, y1]);
    },
    async close() {
      await client.close().catch(() => undefined);
      await child.stop();
    },
  };
}
