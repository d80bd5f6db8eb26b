/** Reads 16 random bytes; replaced in tests that need the same ids twice. */
export type Random = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

const drawn = new Uint8Array(4096);
let left = 0;

/** Random bytes, drawn from the system a page at a time: asking for sixteen costs as much as asking for a page. Each byte is given once. */
const systemRandom: Random = (bytes) => {
  if (left < bytes.length) {
    globalThis.crypto.getRandomValues(drawn);
    left = drawn.length;
  }
  left -= bytes.length;
  bytes.set(drawn.subarray(left, left + bytes.length));
  drawn.fill(0, left, left + bytes.length);
  return bytes;
};

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A new UUIDv7: sorts by the time it was made (to the millisecond), made by whoever records first, also offline (RFC 9562). */
export function newId(at: number = Date.now(), random: Random = systemRandom): string {
  const bytes = random(new Uint8Array(16));
  let rest = at;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  let hex = '';
  for (const byte of bytes) hex += hexOf[byte];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a UUID in lower case, the only form that crosses the door. */
export function isId(value: string): boolean {
  return shape.test(value);
}
