/** What the worker does with a request: answers a page, answers a file of this build, or leaves it to the network. */
export type Way = 'page' | 'file' | 'leave';

/** Addresses the server answers itself, with records or for other programs: never a page, never kept. */
const served = /^\/(api|hsds|fhir|health)(\/|$)/;

/** How a request is answered. Only reading, only this origin; whatever may hold a record goes to the network untouched. */
export function wayOf(
  request: { readonly method: string; readonly mode: string; readonly url: string },
  origin: string,
  files: readonly string[],
): Way {
  const { origin: from, pathname } = new URL(request.url);
  if (request.method !== 'GET' || from !== origin || served.test(pathname)) return 'leave';
  if (request.mode === 'navigate') return 'page';
  return files.includes(pathname) ? 'file' : 'leave';
}
