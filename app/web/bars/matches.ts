function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** True when every typed word begins a word of the text; accents and capitals do not matter. */
export function matches(text: string, typed: string): boolean {
  const have = plain(text).split(/[^\p{Letter}\p{Number}]+/u);
  return plain(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => have.some((one) => one.startsWith(word)));
}
