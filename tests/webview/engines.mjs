// The browser engines of the smoke test: which there are, where their programs come from, and how each is started.
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { openChromium } from './chromium.mjs';
import { openFirefox } from './firefox.mjs';
import { openWebKit } from './webkit.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const unpacked = path.join(here, 'node_modules', '.unpacked');

/** Chromium 67 to 79 answer only in one process; the later ones need no such help. */
const OLD_FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--single-process', '--no-zygote'];
const NEW_FLAGS = ['--headless', '--no-sandbox', '--disable-gpu'];

/**
 * Name, and a function that opens one page in the engine or says (by an Error) why it can't be had. The packed ones are
 * required: they come with the test's own packages.
 */
export const ENGINES = [
  ...['67', '76', '79', '86', '92', '109'].map((version) => ({
    name: `Chromium ${version}`,
    required: true,
    open: async () =>
      launchChromium(await packedChromium(version), Number(version) < 86 ? OLD_FLAGS : NEW_FLAGS),
  })),
  { name: 'Chromium of the system', open: () => launchChromium(systemProgram('chromium'), NEW_FLAGS) },
  { name: 'Firefox ESR', open: () => launchFirefox(systemProgram('firefox-esr')) },
  { name: 'WebKit', open: () => launchWebKit(systemProgram('WebKitWebDriver')) },
];

function systemProgram(name) {
  const found = ['/usr/bin', '/usr/local/bin'].map((dir) => path.join(dir, name)).find(existsSync);
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}

/** The Chromium inside an npm package, unpacked once. */
async function packedChromium(version) {
  const program = path.join(unpacked, `chromium-${version}`);
  if (existsSync(program)) return program;
  const bin = path.join(here, 'node_modules', `chromium-${version}`, 'bin');
  const packed = (await readdir(bin)).find((file) => file.startsWith('chromium') && file.endsWith('.br'));
  if (!packed) throw new Error(`no packed Chromium in ${bin}`);
  await mkdir(unpacked, { recursive: true });
  const partial = `${program}.partial`;
  await pipeline(
    createReadStream(path.join(bin, packed)),
    createBrotliDecompress(),
    createWriteStream(partial),
  );
  await chmod(partial, 0o755);
  await rename(partial, program);
  return program;
}

async function launchChromium(program, flags) {
  const profile = await temporaryFolder();
  const port = await freePort();
  const quiet = [
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const debugging = [`--remote-debugging-port=${port}`, `--user-data-dir=${profile}`];
  const child = start(program, [...flags, ...quiet, ...debugging, 'about:blank'], profile);
  return openChromium(port, child);
}

async function launchFirefox(program) {
  const profile = await temporaryFolder();
  const port = await freePort();
  const flags = ['--headless', '--profile', profile, `--remote-debugging-port=${port}`];
  return openFirefox(port, start(program, flags, profile));
}

async function launchWebKit(program) {
  const profile = await temporaryFolder();
  const port = await freePort();
  const child = start('xvfb-run', ['-a', program, `--port=${port}`], profile);
  return openWebKit(port, child);
}

/** Starts a browser with a home of its own; `stop` ends it with all its children. */
function start(program, args, profile) {
  const child = spawn(program, args, {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, FONTCONFIG_PATH: '/etc/fonts' },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  const stop = async () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { ended, stop };
}

function temporaryFolder() {
  return mkdtemp(path.join(tmpdir(), 'yike-webview-'));
}

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
