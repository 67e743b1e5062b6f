/**
 * The few globals the package uses where a host has them. There is no DOM here on purpose: the same code runs in
 * pages, workers, Node and mini-programs, so everything below may be missing at run time.
 */

interface HostResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { getReader(): HostReader } | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface HostReader {
  read(): Promise<{ done: boolean; value?: Uint8Array }>;
}

interface HostWorker {
  onmessage: ((event: { data: unknown }) => void) | null;
  onerror: ((event: { message?: string; preventDefault(): void }) => void) | null;
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  terminate(): void;
}

declare const fetch: undefined | ((url: string, init?: { credentials: string }) => Promise<HostResponse>);
declare const Worker: undefined | (new (url: string) => HostWorker);
declare const Blob: undefined | (new (parts: string[], options: { type: string }) => object);
declare const URL: {
  new (url: string, base?: string): { readonly href: string };
  createObjectURL(blob: object): string;
  revokeObjectURL(url: string): void;
};
declare const location: undefined | { readonly href: string };
declare function atob(text: string): string;

declare namespace WebAssembly {
  type Memory = object;
  interface Instance {
    readonly exports: object;
  }
  interface Source {
    readonly module: object;
    readonly instance: Instance;
  }
  const Module: { new (bytes: Uint8Array): object };
  function instantiate(bytes: Uint8Array, imports: object): Promise<Source>;
  function instantiate(module: object, imports: object): Promise<Instance>;
  const instantiateStreaming: undefined | ((response: HostResponse, imports: object) => Promise<Source>);
}

interface ImportMeta {
  readonly url: string;
}

declare const document: undefined | { readonly currentScript: { readonly src?: string } | null };

/** In the worker's thread. */
declare function postMessage(message: unknown): void;
declare let onmessage: (event: { data: unknown }) => void;

/** In Node, for `require`. */
declare const __dirname: string;

declare module 'node:fs/promises' {
  export function readFile(path: string): Promise<Uint8Array>;
}

declare module 'node:path' {
  export function join(...parts: string[]): string;
}

declare module 'node:url' {
  export function fileURLToPath(url: string | { readonly href: string }): string;
}
