import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { newId } from '../../../kernel/id.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import { blind, sealMany } from '../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { say } from '../../../kernel/words.ts';
import { type StudyRow, studyNamed, textNamed } from '../../evidence/server/index.ts';
import type { coding } from '../contract.ts';
import { faultOf } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { type Codebook, codebookOf, codedAs } from './codebook.ts';
import { insertCodings, type NewCoding } from './queries.ts';
import { type Line, readLine, type Reason } from './record.ts';

type Cases = UseCases<typeof coding.operations>;
type TextHere = NonNullable<Awaited<ReturnType<typeof textNamed>>>;

/** What one import knows while it runs. */
type Load = {
  readonly study: StudyRow;
  readonly codebook: Codebook;
  readonly texts: Map<string, TextHere | undefined>;
  /** How often each record was met in this file, by its keyed hash: the second of two identical lines is a record of its own. */
  readonly met: Map<bigint, number>;
};

const batchOf = 5_000;

/** Loads codings, thousands at a time, all of a file or none. */
export const importCodings: Cases['importCodings'] = async (tx, input, { files }) => {
  const study = await studyNamed(tx, input.study);
  const codebook = await codebookOf(tx, study);
  const loaded = { codings: 0, unchanged: 0 };
  const refused: { file: string; row: number; reason: string }[] = [];
  for (const file of files) {
    const load: Load = { study, codebook, texts: new Map(), met: new Map() };
    for await (const lines of batches(file.path)) {
      const ready: (Line & { text: TextHere })[] = [];
      for (const { row, text } of lines) {
        const line = readLine(text);
        const fit = typeof line === 'string' ? line : await fitting(tx, load, line);
        if (typeof fit === 'string')
          refused.push({ file: file.name, row, reason: say(words, `reason.${fit}`, tx.actor.locale) });
        else ready.push(fit);
      }
      const added = await insertCodings(tx, await prepared(tx, load, ready));
      loaded.codings += added;
      loaded.unchanged += ready.length - added;
    }
  }
  return { loaded, refused };
};

async function fitting(tx: Tx, load: Load, line: Line): Promise<(Line & { text: TextHere }) | Reason> {
  if (!load.texts.has(line.document))
    load.texts.set(line.document, await textNamed(tx, load.study.id, line.document));
  const text = load.texts.get(line.document);
  if (text === undefined) return 'document';
  if (load.codebook.get(line.code)?.open !== true) return 'code';
  return faultOf(line, text.characters) === undefined ? { ...line, text } : 'offsets';
}

async function prepared(
  tx: Tx,
  load: Load,
  lines: readonly (Line & { text: TextHere })[],
): Promise<NewCoding[]> {
  const { study, codebook } = load;
  const prints = await blind(
    tx,
    'coding.import',
    lines.map((line) => recordOf(study, line)),
  );
  const ids = lines.map(() => newId());
  const withMemo = lines.flatMap((line, index) =>
    line.memo === '' ? [] : [{ line, rowId: ids[index] ?? '' }],
  );
  const sealed = await sealMany(
    tx,
    withMemo.map(({ line, rowId }) => ({
      subjectId: line.text.id,
      place: 'coding.coding.memo',
      rowId,
      text: line.memo,
    })),
  );
  const memos = new Map(withMemo.map(({ rowId }, index) => [rowId, sealed[index] ?? null]));
  return lines.map((line, index) => ({
    id: ids[index] ?? '',
    studyId: study.id,
    sourceId: line.text.id,
    siteId: line.text.siteId,
    contentVersion: line.text.contentVersion,
    start: line.start,
    end: line.end,
    ...codedAs(codebook, line.code, null),
    valence: line.valence,
    strength: line.strength,
    coderName: line.coder,
    memo: memos.get(ids[index] ?? '') ?? null,
    fingerprint: printOf(load, prints[index] ?? 0n),
  }));
}

function recordOf(study: StudyRow, line: Line & { text: TextHere }): string {
  const { start, end, code, valence, strength, coder, memo } = line;
  const { system, codebookVersion } = study;
  return JSON.stringify([
    line.text.id,
    start,
    end,
    system,
    codebookVersion,
    code,
    valence,
    strength,
    coder,
    memo,
  ]);
}

/** The hash of the nth identical record: the hash itself for the first, an odd step further for each that follows. */
function printOf({ met }: Load, print: bigint): bigint {
  const before = met.get(print) ?? 0;
  met.set(print, before + 1);
  return BigInt.asIntN(64, print + BigInt(before) * 0x9e3779b97f4a7c15n);
}

async function* batches(path: string): AsyncGenerator<{ row: number; text: string }[]> {
  let batch: { row: number; text: string }[] = [];
  let row = 0;
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    row += 1;
    if (text.trim() === '' || text === '\ufeff') continue;
    if (batch.push({ row, text: row === 1 ? text.replace(/^\ufeff/, '') : text }) < batchOf) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
