import type { ValueType } from '../../directory/model.ts';

/** A value that was read, and the notes on what was changed; `left` is text that has no place in the column and goes to `extra`. */
export type ReadValue = {
  readonly value: string | number | boolean | null;
  readonly notes: readonly string[];
  readonly left?: string;
};

const unsafe = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Cleans one cell: no control characters, written-out line breaks (`\n`) made real, spaces at the ends taken off. */
export function readText(cell: string): { text: string; notes: string[] } {
  const notes: string[] = [];
  let text = cell;
  const safe = text.replace(unsafe, '').toWellFormed();
  if (safe !== text) notes.push('controlCharacters');
  text = safe;
  if (text.includes('\\n')) {
    text = text.replaceAll('\\r\\n', '\n').replaceAll('\\n', '\n');
    notes.push('writtenLineBreaks');
  }
  const trimmed = text.trim();
  if (trimmed !== text) notes.push('spaces');
  return { text: trimmed, notes };
}

const keep = (text: string): ReadValue => ({ value: null, notes: ['unreadValue'], left: text });

const numberFrom = (text: string): ReadValue =>
  /^[+-]?\d{1,12}(\.\d{1,40})?$/.test(text) ? { value: Number(text), notes: [] } : keep(text);

function dateFrom(text: string): ReadValue {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
  const real = day !== undefined && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return real ? { value: day, notes: [] } : keep(text);
}

function safeDate(text: string): ReadValue {
  return Number.isNaN(Date.parse(text)) ? keep(text) : dateFrom(text);
}

function momentFrom(text: string): ReadValue {
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? keep(text) : { value: new Date(at).toISOString(), notes: [] };
}

function urlFrom(text: string): ReadValue {
  if (/^https?:\/\/\S+$/i.test(text)) return { value: text, notes: [] };
  if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text)) return { value: `http://${text}`, notes: ['schemeAdded'] };
  return keep(text);
}

function flagFrom(text: string): ReadValue {
  if (/^(true|yes|y|1|oui|vrai)$/i.test(text)) return { value: true, notes: [] };
  if (/^(false|no|n|0|non|faux)$/i.test(text)) return { value: false, notes: [] };
  return keep(text);
}

/** Reads a clean, non-blank cell as the type of its column; what cannot be read is kept beside and noted. */
export function readValue(text: string, type: ValueType): ReadValue {
  if (type === 'number') return numberFrom(text);
  if (type === 'date') return safeDate(text);
  if (type === 'moment') return momentFrom(text);
  if (type === 'url') return urlFrom(text);
  if (type === 'flag') return flagFrom(text);
  return { value: text, notes: [] };
}

/** A telephone number as written, its extension apart. */
export type ReadPhone = { readonly number: string; readonly extension: string };

const tail = /[\s,;]*(?:\bext(?:ension)?\b\.?|x|\bposte\b|#)\s*:?\s*([a-z]{0,3}\d{1,6})\s*$/i;

/** Takes wrapping quotes off a number and an extension out of it (`305-434-7660 x4`); undefined when it holds no digits. */
export function readPhone(text: string): ReadPhone | undefined {
  const bare = text
    .trim()
    .replace(/^"+|"+$/g, '')
    .trim();
  if (!/\d/.test(bare)) return undefined;
  const match = tail.exec(bare);
  if (match === null || match.index === 0) return { number: bare, extension: '' };
  return { number: bare.slice(0, match.index).trim(), extension: match[1] ?? '' };
}
