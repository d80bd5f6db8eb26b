import type { Asking } from '../call.ts';
import { headersFor } from './fetchOnce.ts';
import { Offline, refusedFrom } from './outcomes.ts';

/** One attempt at an upload: the JSON input first, then the files, telling how much has left. */
export function sendFiles(
  operation: string,
  input: unknown,
  asking: Asking & { key: string; files: readonly File[] },
): Promise<unknown> {
  const form = new FormData();
  form.append('input', JSON.stringify(input ?? {}));
  for (const file of asking.files) form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/${operation}`);
    for (const [name, value] of Object.entries(headersFor(asking.key))) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) asking.onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body);
      else reject(refusedFrom(request.status, body));
    });
    request.addEventListener('error', () => reject(new Offline()));
    request.addEventListener('abort', () => reject(asking.signal?.reason ?? new Offline()));
    asking.signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
