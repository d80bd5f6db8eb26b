import type { Asking, FetchedFile } from '../call.ts';
import { Offline, refusedFrom } from './outcomes.ts';
import { spokenLocale } from './signals.ts';

/** The headers of every request: the custom one proves that our own page asks. */
export function headersFor(key: string): Record<string, string> {
  return {
    'X-Tributary': '1',
    'Idempotency-Key': key,
    'Accept-Language': spokenLocale(),
    Accept: 'application/json, application/problem+json, */*',
  };
}

/** One attempt at one operation: JSON in, JSON or a file out. */
export async function fetchOnce(
  operation: string,
  input: unknown,
  asking: Asking & { key: string },
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/${operation}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { ...headersFor(asking.key), 'Content-Type': 'application/json' },
      body: JSON.stringify(input ?? {}),
      signal: asking.signal ?? null,
    });
  } catch (failure) {
    if (asking.signal?.aborted) throw failure;
    throw new Offline();
  }
  if (!response.ok) throw refusedFrom(response.status, await readJson(response));
  const disposition = response.headers.get('Content-Disposition');
  if (disposition !== null) return readFile(response, disposition, asking.onProgress);
  return response.status === 204 ? undefined : readJson(response);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new Offline();
    return undefined;
  }
}

async function readFile(
  response: Response,
  disposition: string,
  onProgress: ((done: number) => void) | undefined,
): Promise<FetchedFile> {
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  const total = Number(response.headers.get('Content-Length') ?? 0);
  const parts: BlobPart[] = [];
  let read = 0;
  const reader = response.body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      parts.push(next.value);
      read += next.value.byteLength;
      if (total > 0) onProgress?.(Math.min(1, read / total));
    }
  } catch {
    throw new Offline();
  }
  return { name: nameIn(disposition), type, blob: new Blob(parts, { type }) };
}

/** The file name of a Content-Disposition header, the UTF-8 form first (RFC 6266). */
export function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? 'tributary';
}
