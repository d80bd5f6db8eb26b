import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { openTexts, openTurns } from '../../../evidence/server/index.ts';
import type { Comparing } from '../../asked/double.ts';
import type { coding, ComparedShown } from '../../contract.ts';
import {
  blanksOf,
  compare,
  type Compared,
  differences,
  sentences,
  sliceOf,
  trimmed,
  turnsOrParagraphs,
} from '../../model.ts';
import { type Codebook, codebookOf, studyAsked } from '../codebook.ts';
import { blindTexts, marksOf, type ReadingRow, readingsOf, textFacts } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** Works out agreement on what all coders finished. */
export const compareCoders: Cases['compareCoders'] = (tx, input) => compared(tx, input);

/** Agreement on what all of some coders finished. */
export async function compared(tx: Tx, input: Parameters<Cases['compareCoders']>[1]): Promise<ComparedShown> {
  const study = await studyAsked(tx, input.study);
  const chosen = await chosenTexts(tx, study.id, input);
  const documents = await documentsOf(tx, chosen.texts, input);
  const marks = await marksOf(tx, { ...input, sourceIds: chosen.texts });
  const { unit, threshold, trim, resamples, seed } = input;
  const found = compare(documents, input.coders, marks, { unit, threshold, trim, resamples, seed });
  const codebook = await codebookOf(tx, study);
  const place = new Map([...codebook.keys()].map((code, index) => [code, index]));
  const order = (code: string) => place.get(code) ?? place.size;
  const used = new Set(found.codes.map(({ code }) => code));
  return {
    ...found,
    codes: found.codes.toSorted((a, b) => order(a.code) - order(b.code) || (a.code < b.code ? -1 : 1)),
    leftOut: chosen.leftOut,
    changedSince: marks.filter(
      (one) => one.changedAt > (chosen.finished.get(`${one.sourceId} ${one.coder}`) ?? one.changedAt),
    ).length,
    unused: [...levelKeys(codebook, input.level)].filter((code) => !used.has(code)).length,
  };
}

/** Shows where coders disagree on one code. */
export const listDisagreements: Cases['listDisagreements'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const { texts } = await chosenTexts(tx, study.id, input);
  const marks = Map.groupBy(await marksOf(tx, { ...input, sourceIds: texts }), ({ sourceId }) => sourceId);
  const documents = await documentsOf(tx, [...marks.keys()], input);
  const all = documents.flatMap((document) => {
    const blank = input.trim ? blanksOf(document.text ?? '') : undefined;
    const coders = input.coders.map((coder) => {
      const own = (marks.get(document.id) ?? []).filter((one) => one.coder === coder);
      return blank === undefined ? own : trimmed(own, blank);
    });
    const units = input.unit === 'document' ? [{ start: 0, end: document.characters }] : document.units;
    const threshold = input.unit === 'segment' ? input.threshold : undefined;
    return differences(coders, { units, threshold }).map((one) => ({
      ...one,
      sourceId: document.id,
      characters: document.characters,
    }));
  });
  const page = all.slice(input.skip, input.skip + input.limit);
  const opened = await openTexts(
    tx,
    page.map(({ sourceId }) => sourceId),
  );
  return {
    total: all.length,
    rows: page.flatMap((one) => {
      const text = opened.get(one.sourceId);
      if (text === undefined) return [];
      const ends = one.coders.flat();
      const first = Math.min(...ends.map(({ start }) => start));
      const last = Math.max(...ends.map(({ end }) => end));
      const [from, to] = [Math.max(0, first - around), Math.min(one.characters, last + around)];
      const coders = one.coders.map((list) => list.map(({ start, end }) => ({ start, end })));
      return [
        {
          sourceId: one.sourceId,
          label: text.label,
          from,
          text: sliceOf(text.text, { start: from, end: to }),
          coders,
        },
      ];
    }),
  };
};

/** How much of the text is shown before and after a disagreement, in characters. */
const around = 160;

type Chosen = {
  readonly texts: readonly string[];
  readonly finished: ReadonlyMap<string, Date>;
  readonly leftOut: { unfinished: number; otherVersion: number; blind: number };
};

/** The texts that all coders finished in the same version of the text, and how many were left out for which reason. */
async function chosenTexts(
  tx: Tx,
  studyId: string,
  asked: Pick<Comparing, 'coders' | 'roundId'>,
): Promise<Chosen> {
  const readings = (await readingsOf(tx, studyId)).filter(
    (one) =>
      asked.coders.includes(one.coder) && (asked.roundId === undefined || one.roundId === asked.roundId),
  );
  const blind = await blindTexts(tx);
  const leftOut = { unfinished: 0, otherVersion: 0, blind: 0 };
  const texts: string[] = [];
  for (const [sourceId, of] of Map.groupBy(readings, (one) => one.sourceId)) {
    const why = whyNot(of, asked.coders.length, blind.has(sourceId));
    if (why === undefined) texts.push(sourceId);
    else leftOut[why] += 1;
  }
  const finished = readings.flatMap((one) =>
    one.finishedAt === null ? [] : [[`${one.sourceId} ${one.coder}`, one.finishedAt] as const],
  );
  return { texts, leftOut, finished: new Map(finished) };
}

function whyNot(
  of: readonly ReadingRow[],
  coders: number,
  blind: boolean,
): 'unfinished' | 'otherVersion' | 'blind' | undefined {
  if (blind) return 'blind';
  const done = of.filter((one) => one.finishedAt !== null);
  if (done.length < coders) return 'unfinished';
  return new Set(done.map((one) => one.contentVersion)).size > 1 ? 'otherVersion' : undefined;
}

/** What the units are cut from; texts are opened only where their words matter. */
async function documentsOf(
  tx: Tx,
  ids: readonly string[],
  { unit, trim }: Pick<Comparing, 'unit' | 'trim'>,
): Promise<Compared[]> {
  const facts = await textFacts(tx, ids);
  const cut = unit === 'sentence' || unit === 'turn';
  const texts = cut || trim ? await openTexts(tx, ids) : undefined;
  const turns = unit === 'turn' ? await openTurns(tx, ids) : undefined;
  return facts.map(({ id, characters }) => {
    const text = texts?.get(id)?.text;
    const units =
      unit === 'sentence'
        ? sentences(text ?? '', 'und')
        : unit === 'turn'
          ? turnsOrParagraphs(text ?? '', turns?.get(id) ?? [])
          : undefined;
    return { id, characters, text, units };
  });
}

function levelKeys(codebook: Codebook, level: Comparing['level']): Set<string> {
  return new Set([...codebook].map(([code, home]) => (level === 'code' ? code : home[level])));
}
