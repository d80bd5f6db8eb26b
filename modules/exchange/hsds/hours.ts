/** A clock time as read from text: `time` is HH:MM, `rest` what stood behind it, `sure` false when morning or afternoon was not said. */
export type ReadTime = { readonly time: string; readonly rest: string; readonly sure: boolean };

const clock =
  /^(\d{1,2})(?:\s*[:.h]\s*(\d{1,2})(?!\d))?(?::(\d{2})(?:\.\d+)?)?\s*(a\.?m\.?|p\.?m\.?)?(?:z|[+-]\d{2}:?\d{2})?(?=$|[^\d:a-z])/i;
const compact = /^(\d{1,2})(\d{2})\s*(a\.?m\.?|p\.?m\.?)?(?=$|[^\d:a-z])/i;
const words: Readonly<Record<string, string>> = {
  noon: '12:00',
  midi: '12:00',
  midnight: '00:00',
  minuit: '00:00',
};

/** Reads a clock time in the ways directories write it: `9am`, `9:00 am `, `09:00:00`, `9 h 30`, `830am`, `noon`. */
export function readTime(text: string): ReadTime | undefined {
  const trimmed = text.trim().replace(/^(\d{1,2})\s*h\s*$/i, '$1:00');
  const word = words[trimmed.toLowerCase()];
  if (word !== undefined) return { time: word, rest: '', sure: true };
  const packed = /^\d{3,4}(?!\d)/.test(trimmed) ? compact.exec(trimmed) : null;
  const match = packed === null ? clock.exec(trimmed) : null;
  const [whole, hour, minute, half] =
    packed !== null
      ? [packed[0], packed[1], packed[2], packed[3]]
      : [match?.[0], match?.[1], match?.[2], match?.[4]];
  if (whole === undefined || hour === undefined) return undefined;
  if (minute === undefined && half === undefined) return undefined;
  return settle(Number(hour), Number(minute ?? 0), half, trimmed.slice(whole.length).trim());
}

function settle(hour: number, minute: number, half: string | undefined, rest: string): ReadTime | undefined {
  const after = half?.toLowerCase().startsWith('p') ?? false;
  if (minute > 59 || hour > 24 || (half !== undefined && (hour > 12 || hour === 0))) return undefined;
  const full = half === undefined ? hour % 24 : (hour % 12) + (after ? 12 : 0);
  return { time: write(full, minute), rest, sure: half !== undefined };
}

const write = (hour: number, minute: number) =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** A closing time written without am or pm that would come before the opening is meant in the afternoon (`9:00am` to `5:00`). */
export function afternoon(opens: string, closes: ReadTime): string {
  const hour = Number(closes.time.slice(0, 2));
  const morning = Number(opens.slice(0, 2)) < 12;
  return !closes.sure && morning && hour >= 1 && hour < 12 && closes.time <= opens
    ? write(hour + 12, Number(closes.time.slice(3)))
    : closes.time;
}

/** The days of the week in the order of the calendar standard, Monday first. */
export const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const dayNames = [
  ['mo', 'mon', 'monday', 'lundi', 'lun', '1'],
  ['tu', 'tue', 'tues', 'tuesday', 'mardi', 'mar', '2'],
  ['we', 'wed', 'weds', 'wednesday', 'mercredi', 'mer', '3'],
  ['th', 'thu', 'thur', 'thurs', 'thursday', 'jeudi', 'jeu', '4'],
  ['fr', 'fri', 'friday', 'vendredi', 'ven', '5'],
  ['sa', 'sat', 'saturday', 'samedi', 'sam', '6'],
  ['su', 'sun', 'sunday', 'dimanche', 'dim', '7', '0'],
];

/** Reads days of the week from names, numbers, lists and spans (`Monday`, `1`, `Mon-Fri`, `lundi, jeudi`); undefined when any part is no day. */
export function readDays(text: string): string | undefined {
  const found = new Set<number>();
  const parts = text
    .toLowerCase()
    .replaceAll('.', '')
    .split(/\s*(?:,|;|\/|&|\band\b|\bet\b)\s*/);
  for (const part of parts) {
    const ends = part
      .split(/\s*(?:-|–|\bto\b|\bau?\b)\s*/)
      .map((name) => dayNames.findIndex((day) => day.includes(name.trim())));
    const [first, last = first] = ends;
    if (first === undefined || last === undefined || ends.length > 2 || ends.includes(-1)) return undefined;
    for (let step = 0; step <= (last - first + 7) % 7; step += 1) found.add((first + step) % 7);
  }
  return days.filter((_, index) => found.has(index)).join(',');
}

/** Keeps a calendar rule's days (`TH,FR`, `1MO`) in the standard's form; undefined when it is not one. */
export function readByday(text: string): string | undefined {
  const parts = text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  return parts.every((part) => /^[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)$/.test(part))
    ? parts.join(',')
    : readDays(text);
}
