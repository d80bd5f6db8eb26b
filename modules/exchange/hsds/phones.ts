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
