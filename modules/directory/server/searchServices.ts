import type { OutputOf, ParsedOf } from '../../../kernel/contract.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { directory, Hours, ServiceRow } from '../contract.ts';
import { keysOf } from '../spelling.ts';
import { doubtful, understand } from '../understand.ts';
import type { Understood } from '../understand.ts';
import { wantedRanges } from '../week.ts';
import type { CardHours } from './gather.ts';
import { cards, findServices, knownWords, wordsLike } from './searchQueries.ts';
import type { CardRow, FoundRow } from './searchQueries.ts';

type Search = typeof directory.operations.searchServices;

async function read(tx: Tx, text: string): Promise<Understood> {
  const words = doubtful(text);
  const known = words.length === 0 ? new Set<string>() : await knownWords(tx, words);
  const strange = words.filter((word) => !known.has(word));
  const near = strange.length === 0 ? [] : await wordsLike(tx, strange.flatMap(keysOf));
  return understand(text, known, near);
}

const summaryLength = 220;

function summary(text: string | undefined | null): string | null {
  if (text === undefined || text === null) return null;
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= summaryLength ? flat : `${flat.slice(0, summaryLength).replace(/\s\S*$/, '')}…`;
}

/** Hours in the reader's language. */
export function speakHours(hours: readonly CardHours[], locale: string): Hours[] {
  return hours.map(({ translations, ...one }) => ({
    ...one,
    words: translations?.[locale]?.description ?? one.words,
  }));
}

function row(card: CardRow, found: FoundRow, understood: Understood, locale: string): ServiceRow {
  const own = card.translations[locale];
  return {
    id: card.id,
    name: own?.name ?? card.name,
    organization: card.organizationTranslations[locale]?.name ?? card.organization,
    summary: summary(own?.description ?? card.description),
    status: card.status,
    reach: card.reach,
    city: card.card.city,
    phone: card.card.phone,
    hours: speakHours(card.card.hours, locale),
    marks: card.marks,
    freshness: { checkedOn: card.checkedOn, reportedAt: card.reportedAt?.toISOString() ?? null },
    why: found.hits.flatMap(({ asked, where }) => {
      const one = understood.asked[asked - 1];
      return one === undefined ? [] : [{ text: one.text, readAs: one.readAs, needs: [...one.needs], where }];
    }),
  };
}

/** Finds services: reads the question, narrows by what it and the reader set, and says for each service why it matches. */
export async function searchServices(tx: Tx, input: ParsedOf<Search>): Promise<OutputOf<Search>> {
  const understood = await read(tx, input.text);
  const { narrowing, here } = input;
  const reading = {
    asked: understood.asked.map(({ text, readAs, needs }) => ({ text, readAs, needs: [...needs] })),
    day: narrowing.day ?? understood.day ?? (understood.now ? here?.day : undefined) ?? null,
    time: narrowing.time ?? understood.time ?? (understood.now ? here?.time : undefined) ?? null,
    marks: [...new Set([...narrowing.marks, ...understood.marks])],
    checkedWithin: narrowing.checkedWithin ?? understood.checked,
  };
  const found = await findServices(tx, {
    exact: understood.asked.map(({ exact }) => exact),
    wide: understood.asked.map(({ wide }) => wide),
    week: wantedRanges(reading.day, reading.time),
    marks: reading.marks,
    checkedWithin: reading.checkedWithin,
    language: narrowing.language ?? null,
    reach: narrowing.reach ?? null,
    from: input.from,
    limit: input.limit,
  });
  const shown = found.slice(0, input.limit);
  const byId = new Map(
    (
      await cards(
        tx,
        shown.map(({ id }) => id),
      )
    ).map((card) => [card.id, card]),
  );
  const rows = shown.flatMap((one) => {
    const card = byId.get(one.id);
    return card === undefined ? [] : [row(card, one, understood, tx.actor.locale)];
  });
  return { rows, more: found.length > input.limit, reading };
}
