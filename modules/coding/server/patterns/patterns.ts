import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { fileNamesOf, openSourcesOf, openTexts } from '../../../evidence/server/index.ts';
import type { coding } from '../../contract.ts';
import { sliceOf } from '../../model.ts';
import { studyAsked, studyWorkedIn } from '../codebook.ts';
import { codesByPerson, codesByText as codesOf, pairsOf, togetherOf, usesOf } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

const pairsAtMost = 2_000;

const workedIn = async (tx: Tx, asked: string) => studyWorkedIn(tx, (await studyAsked(tx, asked)).id);

/** Counts pairs of codes. */
export const coOccurrence: Cases['coOccurrence'] = async (tx, input) => {
  const asked = { ...input, studyId: (await workedIn(tx, input.study)).id };
  const pairs = await pairsOf(tx, asked, pairsAtMost + 1);
  return {
    codes: await usesOf(tx, asked),
    pairs: pairs.slice(0, pairsAtMost),
    more: pairs.length > pairsAtMost,
  };
};

/** Opens a pair. */
export const listTogether: Cases['listTogether'] = async (tx, input) => {
  const found = await togetherOf(tx, { ...input, studyId: (await workedIn(tx, input.study)).id });
  const texts = await openTexts(
    tx,
    found.map((row) => row.sourceId),
  );
  return {
    total: found[0]?.total ?? 0,
    rows: found.flatMap(({ sourceId, start, end, codes }) => {
      const text = texts.get(sourceId);
      if (text === undefined) return [];
      return [{ sourceId, codes, label: text.label, text: sliceOf(text.text, { start, end }) }];
    }),
  };
};

/** Lists the codes of each text in turn. */
export const codesByText: Cases['codesByText'] = async (tx, input) => {
  const study = await workedIn(tx, input.study);
  const asked = { ...input, studyId: study.id };
  const rows = input.per === 'person' ? await codesByPerson(tx, asked) : await codesOf(tx, asked);
  const sources = await openSourcesOf(tx, study.id);
  const names = await fileNamesOf(tx, sources);
  const labels = new Map(sources.map(({ id, pseudonym }, at) => [id, pseudonym ?? names[at] ?? '']));
  return {
    rows: rows.map(({ sourceId, codes, ...row }) => ({
      sourceId,
      codes,
      label:
        ('pseudonym' in row && typeof row.pseudonym === 'string' ? row.pseudonym : undefined) ??
        labels.get(sourceId) ??
        '',
    })),
  };
};
