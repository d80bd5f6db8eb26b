import { openMany, sealMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { FindingRow } from './queries.ts';

type Both = { readonly en: string; readonly fr: string };
type Column = 'plain' | 'change';

const place = (column: Column, language: 'en' | 'fr') => `learning.check_finding.${column}_${language}`;

/** Seals a sentence in one language or both under the study, for a finding. */
export async function sealBoth(
  tx: Tx,
  at: { studyId: string; findingId: string; column: Column },
  said: Both,
): Promise<{ en: Buffer | null; fr: Buffer | null }> {
  const languages = (['en', 'fr'] as const).filter((language) => said[language] !== '');
  const sealed = await sealMany(
    tx,
    languages.map((language) => ({
      subjectId: at.studyId,
      place: place(at.column, language),
      rowId: at.findingId,
      text: said[language],
    })),
  );
  const of = (language: 'en' | 'fr') => sealed[languages.indexOf(language)] ?? null;
  return { en: of('en'), fr: of('fr') };
}

/** What a finding says and what came of it, in clear. */
export type FindingSaid = {
  readonly id: string;
  readonly themeId: string;
  readonly plain: Both;
  readonly change: (Both & { readonly kind: 'reworded' | 'added' | 'removed' | 'kept' }) | null;
  readonly version: number;
};

/** Opens findings, in their order. */
export async function openFindings(tx: Tx, rows: readonly FindingRow[]): Promise<FindingSaid[]> {
  const sealed = rows.flatMap((row) =>
    (
      [
        ['plain', 'en', row.enSealed],
        ['plain', 'fr', row.frSealed],
        ['change', 'en', row.changeEnSealed],
        ['change', 'fr', row.changeFrSealed],
      ] as const
    ).map(([column, language, bytes]) => ({
      subjectId: row.studyId,
      place: place(column, language),
      rowId: row.id,
      bytes,
    })),
  );
  const opened = await openMany(tx, sealed);
  return rows.map(({ id, themeId, changeKind, version }, at) => {
    const [en, fr, changeEn, changeFr] = opened.slice(at * 4, at * 4 + 4);
    return {
      id,
      themeId,
      plain: { en: en ?? '', fr: fr ?? '' },
      change: changeKind === null ? null : { kind: changeKind, en: changeEn ?? '', fr: changeFr ?? '' },
      version,
    };
  });
}

const wordsPlace = 'learning.check_answer.words';

/** Opens the words of answers, in their order; empty where somebody had no more to say. */
export async function openWords(
  tx: Tx,
  rows: readonly { id: string; linkId: string; findingId: string; wordsSealed: Buffer | null }[],
): Promise<string[]> {
  const opened = await openMany(
    tx,
    rows.map((row) => ({
      subjectId: row.linkId,
      place: wordsPlace,
      rowId: row.findingId,
      bytes: row.wordsSealed,
    })),
  );
  return opened.map((text) => text ?? '');
}

/** Seals what somebody has to say of findings, under a key of their link. */
export async function sealWords(
  tx: Tx,
  linkId: string,
  said: readonly { findingId: string; words: string }[],
): Promise<ReadonlyMap<string, Buffer>> {
  const spoken = said.filter((one) => one.words !== '');
  const sealed = await sealMany(
    tx,
    spoken.map((one) => ({ subjectId: linkId, place: wordsPlace, rowId: one.findingId, text: one.words })),
  );
  return new Map(spoken.map((one, at) => [one.findingId, sealed[at] ?? Buffer.alloc(0)]));
}
