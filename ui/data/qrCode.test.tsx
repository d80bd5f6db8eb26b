import { expect, test } from 'vitest';
import { drawn } from './QrCode.tsx';

const link =
  'otpauth://totp/Tributary:noor%40willow.example?issuer=Tributary&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30';

/** Whether a module is dark. */
const dark = (path: string, x: number, y: number) => path.includes(`M${x} ${y}h1`);

test('a code has its three finders, its timing line and a quiet edge', () => {
  const { size, path } = drawn(link);
  expect((size - 8 - 17) % 4).toBe(0);
  for (const [left, top] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const) {
    const ring = [0, 1, 2, 3, 4, 5, 6].map((step) => dark(path, left + step, top));
    const middle = [0, 1, 2, 3, 4, 5, 6].map((step) => dark(path, left + step, top + 3));
    expect(ring).toEqual([true, true, true, true, true, true, true]);
    expect(middle).toEqual([true, false, true, true, true, false, true]);
  }
  const timing = Array.from({ length: size - 8 - 16 }, (_, step) => dark(path, 12 + step, 10));
  expect(timing).toEqual(timing.map((_, step) => step % 2 === 0));
  expect(/M(?:[0-3] |\d+ [0-3]h)/.test(path)).toBe(false);
});

test('another secret is another code', () => {
  expect(drawn(link.replaceAll('JBSW', 'KBSW')).path).not.toBe(drawn(link).path);
});
