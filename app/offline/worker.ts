import { wayOf } from './ways.ts';

/** What of a worker's surroundings is used here (the types of pages and workers cannot stand in one program). */
type Fetched = Event & { request: Request; respondWith: (answer: Promise<Response>) => void };
type Lasting = Event & { waitUntil: (work: Promise<unknown>) => void };
type Surroundings = {
  readonly location: Location;
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { claim: () => Promise<void> };
  readonly addEventListener: {
    (kind: 'install' | 'activate', heard: (event: Lasting) => void): void;
    (kind: 'fetch', heard: (event: Fetched) => void): void;
    (kind: 'message', heard: (event: MessageEvent) => void): void;
  };
};

const here = globalThis as unknown as Surroundings;
/** The files of this build and the document, and the name of this build; written in by the build. */
const files = JSON.parse('__TRIBUTARY_FILES__') as string[];
const shelf = 'tributary-__TRIBUTARY_BUILD__';
/** How long a page may be silent before the kept document stands in, in milliseconds. */
const patience = 5_000;

async function fetchAll(): Promise<void> {
  const kept = await caches.open(shelf);
  await kept.addAll(files.map((path) => new Request(path, { credentials: 'omit', cache: 'no-cache' })));
}

async function forgetOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith('tributary-') && name !== shelf);
  await Promise.all(older.map((name) => caches.delete(name)));
  await here.clients.claim();
}

/** The document: the server's own while it answers, else the kept one, with the same strict policy it came with. */
async function page(request: Request): Promise<Response> {
  const document = await caches.match('/', { cacheName: shelf, ignoreVary: true });
  if (document === undefined) return fetch(request);
  const silence = new Promise<Response>((resolve) => setTimeout(() => resolve(document), patience));
  return Promise.race([fetch(request).catch(() => document), silence]);
}

/** A file of this build: its name holds the hash of its content, so the kept one is the file. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: shelf, ignoreVary: true })) ?? fetch(request);
}

here.addEventListener('install', (event) => event.waitUntil(fetchAll()));
here.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
here.addEventListener('message', (event) => {
  if (event.data === 'take over') void here.skipWaiting();
});
here.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, here.location.origin, files);
  if (way === 'page') event.respondWith(page(event.request));
  if (way === 'file') event.respondWith(file(event.request));
});
