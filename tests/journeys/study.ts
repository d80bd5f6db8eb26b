import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newId } from '../../kernel/id.ts';

/** Asks an operation as whoever is signed in on this page; gives the answer. */
export async function askOn<T>(page: Page, operation: string, input: object): Promise<T> {
  const answer = await page.request.post(new URL(`/api/${operation}`, page.url()).href, {
    headers: { 'X-Tributary': '1', 'Idempotency-Key': newId() },
    data: input,
  });
  expect(answer.status(), `${operation} ${await answer.text()}`).toBe(200);
  return (await answer.json()) as T;
}

/** A text for a study of a journey. */
export type Told = { readonly pseudonym: string; readonly text: string; readonly siteId?: string };

/** A study of the journey's own, with its texts, begun by whoever is signed in on this page; gives the ids of study and texts. */
export async function ownStudy(
  page: Page,
  study: { code: string; title: string; siteIds?: readonly string[] },
  texts: readonly Told[],
): Promise<{ studyId: string; texts: string[] }> {
  const studyId = newId();
  await askOn(page, 'evidence.createStudy', { id: studyId, ...study });
  const ids: string[] = [];
  for (const { text, ...more } of texts) {
    const id = newId();
    const answer = await page.request.post(new URL('/api/evidence.addTranscript', page.url()).href, {
      headers: { 'X-Tributary': '1', 'Idempotency-Key': newId() },
      multipart: {
        input: JSON.stringify({ id, studyId, ...more }),
        file: { name: `${more.pseudonym}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) },
      },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    ids.push(id);
  }
  return { studyId, texts: ids };
}
