import { readFile } from 'node:fs/promises';
import { newId } from '../../../kernel/id.ts';
import { found, Refusal, refuse } from '../../../kernel/refusal.ts';
import { intake } from '../../../kernel/server/files/index.ts';
import type { ReceivedFile, UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { type Fill, type Locale, say, type Words } from '../../../kernel/words.ts';
import kernelWords from '../../../kernel/words.json' with { type: 'json' };
import type { evidence, Imported } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { keepSource, nameTokens, wholeBodiesOf } from './keep.ts';
import { sourcesNamed } from './sourceQueries.ts';
import { studyNamed } from './study.ts';
import { insertStudySites, participantFor, siteByCode, studyById } from './studyQueries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Reads one file into a study. */
export const addTranscript: Cases['addTranscript'] = async (tx, input, { files }) => {
  const [file] = files;
  if (file === undefined || files.length > 1) throw refuse('invalid', 'evidence.oneFile');
  const study = found(await studyById(tx, input.studyId), 'evidence.noSuchStudy');
  const siteId = input.siteId ?? null;
  if (siteId !== null) await insertStudySites(tx, study.id, [{ id: newId(), siteId }]);
  const read = await readText(file);
  if ((await sameNamed(tx, study.id, file.name)).length > 0) throw refuse('conflict', 'evidence.nameTaken');
  const participantId =
    input.pseudonym === undefined
      ? null
      : await participantFor(tx, {
          id: newId(),
          studyId: study.id,
          siteId,
          pseudonym: input.pseudonym,
          part: input.part ?? null,
        });
  await keepSource(tx, {
    id: input.id,
    kind: input.kind,
    studyId: study.id,
    siteId,
    participantId,
    name: file.name,
    ...kept(read),
  });
  tx.emit('evidence.textAdded', input.id, { studyId: study.id });
  return {
    id: input.id,
    version: 1,
    kind: read.kind,
    warnings: [...read.warnings],
    characters: [...read.text].length,
    speakers: new Set(read.turns?.map((turn) => turn.speaker)).size,
  };
};

/** Reads many files into a study named by its code; a file that cannot be read is refused with its reason and the rest is kept. */
export const importTexts: Cases['importTexts'] = async (tx, input, { files }) => {
  const study = await studyNamed(tx, input.study);
  const site =
    input.site === undefined ? undefined : found(await siteByCode(tx, input.site), 'evidence.noSuchSite');
  if (site !== undefined) await insertStudySites(tx, study.id, [{ id: newId(), siteId: site.id }]);
  const loaded = { texts: 0, unchanged: 0 };
  const refused: Imported['refused'] = [];
  for (const file of files) {
    try {
      loaded[await importOne(tx, file, { studyId: study.id, siteId: site?.id ?? null })] += 1;
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      refused.push({ file: file.name, row: 1, reason: sentenceOf(reason, tx.actor.locale) });
    }
  }
  return { loaded, refused };
};

async function importOne(
  tx: Tx,
  file: ReceivedFile,
  at: { studyId: string; siteId: string | null },
): Promise<'texts' | 'unchanged'> {
  const read = await readText(file);
  const known = await sameNamed(tx, at.studyId, file.name);
  if (known.length > 0) {
    if ((await wholeBodiesOf(tx, known)).includes(read.text)) return 'unchanged';
    throw refuse('conflict', 'evidence.nameTaken');
  }
  await keepSource(tx, { id: newId(), kind: 'transcript', ...at, name: file.name, ...kept(read) });
  return 'texts';
}

function sentenceOf({ code, facts }: Refusal, locale: Locale): string {
  const fill = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
  const key = `refusal.${code.split('.')[1] ?? ''}`;
  const all: Words = { ...kernelWords, ...words };
  return say(all, key, locale, fill as Fill);
}

async function readText(file: ReceivedFile) {
  return intake.text({ name: file.name, bytes: await readFile(file.path) });
}

async function sameNamed(tx: Tx, studyId: string, name: string) {
  const [token] = await nameTokens(tx, name);
  return (await sourcesNamed(tx, studyId, token)).filter((row) => row.whole);
}

function kept(read: Awaited<ReturnType<typeof readText>>) {
  return {
    text: read.text,
    turns: read.turns?.map((turn) => ({ ...turn })),
    documentKind: read.kind,
    warnings: read.warnings,
  };
}
