import { createHash } from 'node:crypto';

const shape = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/;

/** A GUID as it is compared: lower case, without braces (REFI-QDA allows both); nothing when the text is none. */
export function guidOf(written: string | undefined): string | undefined {
  return shape.exec((written ?? '').trim().toLowerCase())?.[1];
}

/** The GUID of something that has none of its own: a name-based UUID (RFC 9562, version 5), the same on every export. */
export function guidFor(...parts: readonly string[]): string {
  const hash = createHash('sha1')
    .update(`tributary.refi\n${parts.join('\n')}`)
    .digest();
  hash[6] = 0x50 | ((hash[6] ?? 0) & 0x0f);
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f);
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
