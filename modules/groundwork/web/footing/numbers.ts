/** Cents of dollars as typed, with a point or a comma; undefined for nothing typed, null for what is no amount. */
export function centsOf(text: string): number | undefined | null {
  const plain = text.replace(/[\s$\u00a0\u202f]/gu, '').replace(',', '.');
  if (plain === '') return undefined;
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

/** A whole number as typed; undefined for nothing typed, null for what is none. */
export function wholeOf(text: string): number | undefined | null {
  const plain = text.replace(/[\s\u00a0\u202f]/gu, '');
  if (plain === '') return undefined;
  return /^\d{1,8}$/.test(plain) ? Number(plain) : null;
}

/** A percentage from 0 to 100 as typed, with a point or a comma; null for anything else. */
export function percentOf(text: string): number | null {
  const plain = text.replace(/[\s%\u00a0\u202f]/gu, '').replace(',', '.');
  return /^\d{1,3}(\.\d{1,3})?$/.test(plain) && Number(plain) <= 100 ? Number(plain) : null;
}
