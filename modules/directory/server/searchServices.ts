import type { OutputOf, ParsedOf } from '../../../kernel/contract.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { directory, Hours, ServiceRow } from '../contract.ts';
import { keysOf } from '../spelling.ts';
import { doubtful, understand } from '../understand.ts';
import type { Understood } from '../understand.ts';
import { wantedRanges } from '../week.ts';
import { namesOf } from '../../identity/server/index.ts';
import type { Point } from '../model.ts';
import type { Reason } from '../reasons.ts';
import type { CardHours } from './gather.ts';
import { startPoint } from './near/start.ts';
import { reasonsOf, wantedOf } from './reasonsOf.ts';
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

type Said = { readonly understood: Understood; readonly reasons: Reason[]; readonly locale: string };

function row(card: CardRow, found: FoundRow, { understood, reasons, locale }: Said): ServiceRow {
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
    reasons,
  };
}

async function fromWhere(tx: Tx, input: ParsedOf<Search>) {
  const { near: start, within = null } = input.narrowing;
  if (start === undefined) return { start: 'none' as const, from: undefined, near: null };
  const from = await startPoint(tx, start);
  if (from === undefined) return { start: 'unknown' as const, from, near: null };
  const nearest = input.order === 'nearest';
  const near = within !== null || nearest ? { from, within, nearest } : null;
  return { start: 'known' as const, from, near };
}

/** What was read in a question and what the reader set, together; what the reader set wins. */
function readingOf(input: ParsedOf<Search>, understood: Understood) {
  const { narrowing, here } = input;
  return {
    asked: understood.asked.map(({ text, readAs, needs }) => ({ text, readAs, needs: [...needs] })),
    day: narrowing.day ?? understood.day ?? (understood.now ? here?.day : undefined) ?? null,
    time: narrowing.time ?? understood.time ?? (understood.now ? here?.time : undefined) ?? null,
    marks: [...new Set([...narrowing.marks, ...understood.marks])],
    checkedWithin: narrowing.checkedWithin ?? understood.checked,
  };
}

type Seen = { readonly from: Point | undefined; readonly understood: Understood };

async function rowsOf(
  tx: Tx,
  shown: readonly FoundRow[],
  wanted: ReturnType<typeof wantedOf>,
  seen: Seen,
): Promise<ServiceRow[]> {
  const found = await cards(
    tx,
    shown.map(({ id }) => id),
  );
  const byId = new Map(found.map((card) => [card.id, card]));
  const names = await namesOf(
    tx,
    found.flatMap(({ taking }) => (taking === null ? [] : [taking.by])),
  );
  return shown.flatMap((one) => {
    const card = byId.get(one.id);
    if (card === undefined) return [];
    const reasons = reasonsOf(card, wanted, { from: seen.from, names });
    return [row(card, one, { understood: seen.understood, reasons, locale: tx.actor.locale })];
  });
}

/** Finds services: reads the question, narrows by what it and the reader set, and says for each service why it matches and what is not known. */
export async function searchServices(tx: Tx, input: ParsedOf<Search>): Promise<OutputOf<Search>> {
  const understood = await read(tx, input.text);
  const reading = readingOf(input, understood);
  const { narrowing } = input;
  const { start, from, near } = await fromWhere(tx, input);
  const found = await findServices(tx, {
    exact: understood.asked.map(({ exact }) => exact),
    wide: understood.asked.map(({ wide }) => wide),
    week: wantedRanges(reading.day, reading.time),
    marks: reading.marks,
    checkedWithin: reading.checkedWithin,
    language: narrowing.language ?? null,
    reach: narrowing.reach ?? null,
    age: narrowing.age ?? null,
    group: narrowing.group ?? null,
    takesNow: narrowing.takesNow ?? false,
    siteId: narrowing.siteId ?? null,
    near,
    from: input.from,
    limit: input.limit,
  });
  const wanted = wantedOf(input, reading, { now: tx.now, start });
  const rows = await rowsOf(tx, found.slice(0, input.limit), wanted, { from, understood });
  return { rows, more: found.length > input.limit, reading, start: start === 'none' ? null : start };
}
