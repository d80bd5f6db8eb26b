import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Refusal, refuse } from '../../../../kernel/refusal.ts';
import {
  decodePlain,
  type FileLimits,
  FileProblem,
  fileLimits,
  openIntake,
} from '../../../../kernel/server/files/index.ts';
import type { ReceivedFile } from '../../../../kernel/server/module.ts';
import type { CameAs } from '../../refi/conventions.ts';
import type { Hearer, ProjectRead } from '../../refi/project.ts';
import { ProjectProblem, readProject } from '../../refi/readProject.ts';

const mega = 1024 * 1024;

/** What a project may cost: half a million codings are some 250 MB of XML. Its reader works beside the one for single documents. */
export const projectLimits: FileLimits = {
  ...fileLimits,
  fileBytes: 100 * mega,
  entryBytes: 400 * mega,
  unpackedBytes: 600 * mega,
  entries: 20_000,
  wallClock: 600_000,
  memory: 700 * mega,
};
const textBytes = 150 * mega;
const projectIntake = openIntake(projectLimits);

/** Files as they were sent: a project archive, or its XML with the texts beside it. */
export type Sent = readonly Pick<ReceivedFile, 'name' | 'path'>[];

/** What lies beside the XML: the bytes of texts, and the names of everything that is not read. */
export type Beside = { readonly texts: Map<string, Buffer>; readonly unread: string[] };

type Main = { readonly name: string; readonly path: string; readonly packed: boolean };

/** Reads the project in the files once, from beginning to end. With `beside` the texts are collected too. `rest` runs between pieces. */
export async function passThrough(
  sent: Sent,
  hear: Hearer,
  more: { beside?: Beside; rest?: () => Promise<void> },
): Promise<ProjectRead> {
  const main = await mainOf(sent);
  try {
    if (main.packed) return await readPacked(main, hear, more);
    if (more.beside) await collectTexts(sent, main, more.beside);
    return await readProject(rested(createReadStream(main.path), more.rest), projectLimits, hear);
  } catch (error) {
    throw asRefusal(error, main.name);
  }
}

/** The one file among those sent that is a project; refuses none and several. */
async function mainOf(sent: Sent): Promise<Main> {
  const mains: Main[] = [];
  for (const { name, path } of sent) {
    const head = await headOf(path);
    if (head.length === 0) throw refuse('invalid', 'kernel.fileEmpty', { file: name });
    if (head.startsWith('PK')) mains.push({ name, path, packed: true });
    else if (isXml(head) || /\.(qde|qdc|qdpx)$/i.test(name)) mains.push({ name, path, packed: false });
  }
  const [one, ...others] = mains;
  if (one === undefined) throw refuse('invalid', 'exchange.refiNoProject');
  if (others.length > 0) throw refuse('invalid', 'exchange.refiTwoProjects');
  return one;
}

const isXml = (head: string) =>
  /^\s*</.test(head.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', ''));

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await file.close();
  }
}

async function readPacked(
  main: Main,
  hear: Hearer,
  { beside, rest }: { beside?: Beside; rest?: () => Promise<void> },
): Promise<ProjectRead> {
  const bytes = await readFile(main.path);
  let project: ProjectRead | undefined;
  const endings = beside ? ['.qde', '.txt'] : ['.qde'];
  for await (const { name, content } of projectIntake.unpack({ name: main.name, bytes }, endings)) {
    if (/^[^/\\]+\.qde$/i.test(name)) {
      if (project !== undefined) throw refuse('invalid', 'exchange.refiTwoProjects');
      project = await readProject(rested(content, rest), projectLimits, hear);
    } else if (/\.txt$/i.test(name) && beside) beside.texts.set(lastOf(name), await whole(content, beside));
    else if (!/(^|[/\\])\.[^/\\]*$|^__MACOSX/.test(name)) beside?.unread.push(name);
  }
  if (project === undefined) throw refuse('invalid', 'exchange.refiNoProject');
  return project;
}

async function collectTexts(sent: Sent, main: Main, beside: Beside): Promise<void> {
  for (const { name, path } of sent) {
    if (path === main.path) continue;
    if (/\.txt$/i.test(name)) beside.texts.set(lastOf(name), await whole(createReadStream(path), beside));
    else beside.unread.push(name);
  }
}

async function whole(content: AsyncIterable<Uint8Array>, beside: Beside): Promise<Buffer> {
  let held = [...beside.texts.values()].reduce((sum, one) => sum + one.length, 0);
  const parts: Uint8Array[] = [];
  for await (const part of content) {
    held += part.length;
    if (held > textBytes) throw new FileProblem('fileUnpacksTooLarge', { limit: textBytes / mega });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function* rested(
  content: AsyncIterable<Uint8Array>,
  rest?: () => Promise<void>,
): AsyncGenerator<Buffer> {
  for await (const part of content) {
    yield Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    await rest?.();
  }
}

function asRefusal(error: unknown, file: string): unknown {
  if (error instanceof Refusal) return error;
  if (error instanceof ProjectProblem)
    return refuse('invalid', `exchange.${error.reason}`, { file, ...error.facts });
  if (error instanceof FileProblem)
    return refuse('invalid', `kernel.${error.reason}`, { file, ...error.facts });
  return error;
}

/** The last part of a path, in lower case: names and paths differ in case and folder from writer to writer. */
export function lastOf(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).toLowerCase();
}

/** The text that a path of the project means, as it came; a reason when it is not there or cannot be read. */
export function textAt(beside: Beside, path: string): CameAs | 'notInFile' | 'notText' | 'tooMuchText' {
  const bytes = beside.texts.get(lastOf(path.replace(/^[a-z]+:\/\//i, '')));
  if (bytes === undefined) return 'notInFile';
  try {
    const { text } = decodePlain(bytes);
    const bare = text.replace(/^\ufeff/, '');
    if (bare.length > projectLimits.characters) return 'tooMuchText';
    return { text: bare, marked: hasMark(bytes), inline: false };
  } catch (error) {
    if (error instanceof FileProblem) return 'notText';
    throw error;
  }
}

function hasMark([a, b, c]: Uint8Array): boolean {
  return (a === 0xef && b === 0xbb && c === 0xbf) || (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
}
