import { join } from 'node:path';
import type { Person, World } from '../../../../tests/world.ts';
import { newId } from '../../../../kernel/id.ts';
import { loadDefinitions, readDefinitions } from '../../../vocabulary/server/index.ts';

/** A file for an upload in a test. */
export type TestFile = { readonly name: string; readonly content: string | Uint8Array };

/** Publishes the definitions of the house in a test world. */
export async function publish(at: World): Promise<void> {
  const definitions = await readDefinitions(join(import.meta.dirname, '../../../../definitions'));
  await at.database.asWorker({ id: newId() }, (tx) => loadDefinitions(tx, definitions));
}

/** Sends an upload as a person would; gives the status and the body. */
export async function send<T>(
  at: World,
  person: Person,
  operation: string,
  input: unknown,
  files: readonly TestFile[],
): Promise<{ status: number; body: T }> {
  const form = new FormData();
  form.append('input', JSON.stringify(input));
  for (const { name, content } of files) form.append('file', new Blob([content as BlobPart]), name);
  const headers = { 'X-Tributary': '1', 'Idempotency-Key': newId(), Cookie: `tributary=${person.token}` };
  const answer = await fetch(`${at.url}/api/${operation}`, { method: 'POST', headers, body: form });
  return { status: answer.status, body: (await answer.json()) as T };
}

/** Begins a study of the test world and gives its id. */
export async function beginStudy(person: Person, code: string): Promise<string> {
  const id = newId();
  await person.ok('evidence.createStudy', { id, code, title: `Study ${code}` });
  return id;
}

/** Adds a plain text to a study and gives its id. */
export async function addText(
  at: World,
  person: Person,
  studyId: string,
  file: TestFile,
  more: object = {},
): Promise<string> {
  const id = newId();
  const { status, body } = await send(at, person, 'evidence.addTranscript', { id, studyId, ...more }, [file]);
  if (status !== 200) throw new Error(`addTranscript answered ${status} ${JSON.stringify(body)}`);
  return id;
}
