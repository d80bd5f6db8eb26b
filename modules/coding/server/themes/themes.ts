import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, sealMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { openTexts } from '../../../evidence/server/index.ts';
import type { Theme, ThemeQuote } from '../../asked/themes.ts';
import type { coding } from '../../contract.ts';
import { sliceOf } from '../../model.ts';
import { codebookOf, studyAsked, studyWorkedIn } from '../codebook.ts';
import { codingById } from '../queries.ts';
import {
  deleteThemeQuote,
  endTheme,
  holdThemes,
  insertTheme,
  insertThemeQuote,
  placeThemes,
  quotesOfThemes,
  themeById,
  type ThemeKept,
  type ThemeRow,
  themesIn,
  updateTheme,
} from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** A theme with its passages and who said each of them. */
export type ThemeWithPeople = Omit<Theme, 'quotes'> & {
  readonly quotes: readonly (ThemeQuote & { readonly participantId: string | null })[];
};

const columns = ['name', 'plain_en', 'plain_fr'] as const;
const place = (column: (typeof columns)[number]) => `coding.theme.${column}`;

/** The themes of a study in their order, with the passages whose consent stands. */
export async function themesOf(tx: Tx, studyId: string): Promise<ThemeWithPeople[]> {
  const rows = await themesIn(tx, studyId);
  const texts = await openMany(
    tx,
    rows.flatMap((row) =>
      [row.nameSealed, row.enSealed, row.frSealed].map((bytes, at) => ({
        subjectId: row.studyId,
        place: place(columns[at] ?? 'name'),
        rowId: row.id,
        bytes,
      })),
    ),
  );
  const quotes = await quotesIn(tx, rows);
  return rows.map(({ id, position, valence, minor, constructs, version }, at) => {
    const [name, en, fr] = texts.slice(at * columns.length, (at + 1) * columns.length);
    return {
      id,
      position,
      name: name ?? '',
      plain: { en: en ?? '', fr: fr ?? '' },
      valence,
      minor,
      constructs,
      quotes: quotes.get(id) ?? [],
      version,
    };
  });
}

async function quotesIn(tx: Tx, themes: readonly ThemeRow[]) {
  const rows = await quotesOfThemes(
    tx,
    themes.map((row) => row.id),
  );
  const texts = await openTexts(
    tx,
    rows.map((row) => row.sourceId),
  );
  const shown = rows.flatMap(({ start, end, ...row }) => {
    const text = texts.get(row.sourceId);
    return text === undefined ? [] : [{ ...row, text: sliceOf(text.text, { start, end }) }];
  });
  return new Map(
    [...Map.groupBy(shown, (row) => row.themeId)].map(([id, of]) => [
      id,
      of.map(({ themeId: _, ...quote }) => quote),
    ]),
  );
}

/** Lists the themes of a study. */
export const listThemes: Cases['listThemes'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await themesOf(tx, study.id);
  return {
    studyId: study.id,
    rows: rows.map((row) => ({ ...row, quotes: row.quotes.map(({ participantId: _, ...quote }) => quote) })),
  };
};

type Said = Parameters<Cases['addTheme']>[1] | Parameters<Cases['changeTheme']>[1];

/** Checks what a theme says against the codebook and seals its words. */
async function kept(tx: Tx, study: Awaited<ReturnType<typeof studyAsked>>, said: Said): Promise<ThemeKept> {
  const { id, name, plain, valence, minor } = said;
  if (plain.en === '' && plain.fr === '') throw refuse('invalid', 'coding.themeUnsaid');
  const constructs = [...new Set(said.constructs)];
  const codebook = await codebookOf(tx, study);
  const unknown = constructs.find((code) => !codebook.has(code));
  if (unknown !== undefined) throw refuse('invalid', 'coding.notInCodebook', { code: unknown });
  const words = [name, plain.en, plain.fr];
  const sealed = await sealMany(
    tx,
    words.map((text, at) => ({
      subjectId: study.id,
      place: place(columns[at] ?? 'name'),
      rowId: id,
      text,
    })),
  );
  const unlessEmpty = (at: number) => (words[at] === '' ? null : (sealed[at] ?? null));
  return {
    id,
    valence,
    minor,
    constructs,
    name: sealed[0] ?? Buffer.alloc(0),
    en: unlessEmpty(1),
    fr: unlessEmpty(2),
  };
}

/** Adds a theme. */
export const addTheme: Cases['addTheme'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, (await studyAsked(tx, input.study)).id);
  await holdThemes(tx, study.id);
  await insertTheme(tx, study.id, await kept(tx, study, input));
  return { id: input.id, version: 1 };
};

async function moved(tx: Tx, id: string): Promise<never> {
  const now = found(await themeById(tx, id), 'coding.noSuchTheme');
  throw refuse('conflict', 'coding.themeChanged', { version: now.version });
}

/** Changes what a theme says. */
export const changeTheme: Cases['changeTheme'] = async (tx, input) => {
  const theme = found(await themeById(tx, input.id), 'coding.noSuchTheme');
  const study = await studyWorkedIn(tx, theme.studyId);
  const said = await kept(tx, study, input);
  if ((await updateTheme(tx, { ...said, version: input.version })) === 0) return moved(tx, input.id);
  return { id: input.id, version: input.version + 1 };
};

/** Takes a theme away. */
export const removeTheme: Cases['removeTheme'] = async (tx, input) => {
  if ((await endTheme(tx, input)) === 0) return moved(tx, input.id);
  return { id: input.id, version: input.version + 1 };
};

/** Puts the themes of a study in order. */
export const orderThemes: Cases['orderThemes'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, (await studyAsked(tx, input.study)).id);
  await holdThemes(tx, study.id);
  const now = (await themesIn(tx, study.id)).map((row) => row.id);
  const asked = new Set(input.ids);
  const same =
    asked.size === input.ids.length && now.length === asked.size && now.every((id) => asked.has(id));
  if (!same) throw refuse('conflict', 'coding.otherThemes');
  await placeThemes(tx, input.ids);
  return { id: study.id, themes: now.length };
};

/** Says that a theme rests on a passage, or no longer. */
export const quoteTheme: Cases['quoteTheme'] = async (tx, { themeId, codingId, chosen }) => {
  const theme = found(await themeById(tx, themeId), 'coding.noSuchTheme');
  const passage = found(await codingById(tx, codingId), 'coding.noSuchCoding');
  if (passage.studyId !== theme.studyId || passage.removedAt !== null)
    throw refuse('missing', 'coding.noSuchCoding');
  if (chosen) await insertThemeQuote(tx, { id: newId(), studyId: theme.studyId, themeId, codingId });
  else await deleteThemeQuote(tx, themeId, codingId);
  return { id: themeId, chosen };
};
