import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import type { Person, World } from '../../../../tests/world.ts';
import { send, type TestFile } from '../../../evidence/server/testing/study.ts';
import type { ImportedProject } from '../../contract.ts';
import type { Element } from '../../refi/elements.ts';
import { elementsTo } from '../../refi/elements.ts';
import { fileLimits, readXml } from '../../../../kernel/server/files/index.ts';

const schemas = join(import.meta.dirname, '../../refi/schemas');

/** What is wrong with an XML file by the published schema; nothing when it is valid. */
export function faultsOf(xml: Uint8Array, schema: 'Project.xsd' | 'Codebook.xsd'): string | undefined {
  const rules = XmlDocument.fromBuffer(readFileSync(join(schemas, schema)));
  const validator = XsdValidator.fromDoc(rules);
  const document = XmlDocument.fromBuffer(xml);
  try {
    validator.validate(document);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const one of [document, validator, rules]) one.dispose();
  }
}

/** Sends a file to be imported (or previewed) as a person would; a refusal fails the test unless it is asked for. */
export async function bring(
  at: World,
  person: Person,
  study: string,
  file: TestFile | readonly TestFile[],
  more: { operation?: string } & Record<string, unknown> = {},
): Promise<ImportedProject> {
  const { operation = 'importRefi', ...input } = more;
  const files = Array.isArray(file) ? (file as readonly TestFile[]) : [file as TestFile];
  const { status, body } = await send<ImportedProject>(
    at,
    person,
    `exchange.${operation}`,
    { study, ...input },
    files,
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** Takes a study out as a file, as a person would. */
export async function take(person: Person, study: string, more: object = {}): Promise<Buffer> {
  const { status, raw } = await person.call('exchange.exportRefi', { study, ...more }, { key: newId() });
  expect(status, await raw.clone().text()).toBe(200);
  return Buffer.from(await raw.arrayBuffer());
}

/** A project archive as it is compared: its XML as a tree, its texts. */
export type Opened = {
  readonly xml: Uint8Array;
  readonly tree: Element;
  readonly texts: Record<string, string>;
};

/** Opens an exported project and holds it against the published schema. */
export async function openProject(bytes: Uint8Array): Promise<Opened> {
  const entries = unzipSync(bytes);
  const xml = entries['project.qde'] ?? new Uint8Array();
  expect(faultsOf(xml, 'Project.xsd')).toBe(undefined);
  const texts = Object.entries(entries)
    .filter(([name]) => name.startsWith('sources/'))
    .map(([name, content]) => [name, Buffer.from(content).toString('utf8')]);
  return { xml, tree: await treeOf(xml), texts: Object.fromEntries(texts) as Record<string, string> };
}

async function treeOf(xml: Uint8Array): Promise<Element> {
  let root: Element | undefined;
  const listener = elementsTo({
    close: (element, above) => {
      if (above.length === 0) root = element;
      return above.length === 0;
    },
  });
  const chunks = (async function* () {
    yield Buffer.from(xml);
  })();
  await readXml(chunks, fileLimits, listener);
  if (root === undefined) throw new Error('no root');
  return root;
}

/** A tree without the order of its elements, and without the name of the project and what it says of itself, for comparison. */
export function unordered({ name, attributes, children, text }: Element): unknown {
  const kept = Object.entries(attributes)
    .filter(([key]) => !(name === 'Project' && key === 'name') && !key.startsWith('xmlns'))
    .toSorted();
  const told = name === 'Project' ? children.filter((child) => child.name !== 'Description') : children;
  const below = told.map((child) => JSON.stringify(unordered(child))).toSorted();
  return { name, attributes: Object.fromEntries(kept), text: text.trim(), children: below };
}
