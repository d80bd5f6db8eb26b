import type { Bilingual } from '../../../kernel/fields.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Program } from '../../vocabulary/model.ts';
import { programOf } from './record.ts';
import { sentenceTexts } from './queries/room.ts';
import type { ScreeningRow } from './queries/screening.ts';

type Decided = Pick<ScreeningRow, 'programCode' | 'programVersion'>;

const keyOf = (one: Decided) => `${one.programCode} ${one.programVersion}`;

/** Gives the words of a condition as it was asked: in the version of the decision, or as the site added it; nothing when neither knows it. */
export async function sentencesOf(
  tx: Tx,
  screenings: readonly ScreeningRow[],
): Promise<(decided: Decided, sentenceId: string) => Bilingual | null> {
  const ids = screenings.flatMap((row) => row.answers.map((one) => one.sentenceId));
  const texts = ids.length > 0 ? await sentenceTexts(tx, ids) : [];
  const added = new Map(texts.map(({ sentenceId, en, fr }) => [sentenceId, { en, fr }]));
  const programs = new Map<string, Program>();
  for (const row of screenings)
    if (!programs.has(keyOf(row)))
      programs.set(keyOf(row), await programOf(tx, row.programCode, row.programVersion));
  return (decided, sentenceId) => {
    const said = programs.get(keyOf(decided))?.eligibility.find((one) => one.id === sentenceId);
    return said ? { en: said.en, fr: said.fr } : (added.get(sentenceId) ?? null);
  };
}
