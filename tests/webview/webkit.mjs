// One page of WebKit (GTK's MiniBrowser), by the classic WebDriver protocol over HTTP.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { patiently } from './patiently.mjs';
import { PHONE } from './phone.mjs';
import { clickActions, dragActions } from './pointer.mjs';

export async function openWebKit(port, child) {
  const call = async (method, command, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${command}`, {
      method,
      body: body && JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await patiently('WebKitWebDriver', child, () => call('GET', '/status'));
  const options = { binary: await miniBrowser(), args: ['--automation'] };
  const wanted = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId, capabilities } = await call('POST', '/session', { capabilities: wanted });
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/timeouts`, { script: 30_000, pageLoad: 30_000 });
  await call('POST', `${session}/window/rect`, PHONE);
  const perform = (actions) => call('POST', `${session}/actions`, { actions });
  return {
    // Classic WebDriver does not tell of requests.
    requests: undefined,
    version: async () => `${capabilities.browserName} ${capabilities.browserVersion}`,
    navigate: (url) => call('POST', `${session}/url`, { url }),
    async evaluate(expression) {
      const script = `const done = arguments[0];
        (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = await call('POST', `${session}/execute/async`, { script, args: [] });
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    click: (at) => perform(clickActions(at)),
    drag: (from, to) => perform(dragActions(from, to)),
    async close() {
      await call('DELETE', session).catch(() => undefined);
      await child.stop();
    },
  };
}

async function miniBrowser() {
  for (const libraries of ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec']) {
    const entries = await readdir(libraries).catch(() => []);
    const folder = entries
      .filter((entry) => entry.startsWith('webkit2gtk-4') || entry.startsWith('webkitgtk-6'))
      .pop();
    if (folder) return path.join(libraries, folder, 'MiniBrowser');
  }
  throw new Error('MiniBrowser is not installed');
}
