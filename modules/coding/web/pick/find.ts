import type { BookCode } from '../api.ts';

/** Words without accents and capitals, as they are compared. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Codes whose names hold every word typed, then those whose definitions do. Codes out of use are left out. */
export function matching(codes: readonly BookCode[], typed: string): BookCode[] {
  const asked = fold(typed).split(/\s+/).filter(Boolean);
  const holds = (texts: readonly string[]) => {
    const all = fold(texts.join(' '));
    return asked.every((word) => all.includes(word));
  };
  const open = codes.filter((one) => one.open);
  const names = (one: BookCode) => [
    one.own ? '' : one.code,
    one.number ?? '',
    one.name.en,
    one.name.fr,
    ...(one.aliases ?? []),
  ];
  const said = (one: BookCode) =>
    [one.definition, one.include].flatMap((text) => (text ? [text.en, text.fr] : []));
  const named = open.filter((one) => holds(names(one)));
  return [...named, ...open.filter((one) => !named.includes(one) && holds([...names(one), ...said(one)]))];
}

/** The codes used last, most recent first, each once. */
export function recentOf(codings: readonly { code: string; changedAt: string }[]): string[] {
  const latest = [...codings].sort((left, right) => (left.changedAt < right.changedAt ? 1 : -1));
  return [...new Set(latest.map((one) => one.code))];
}
