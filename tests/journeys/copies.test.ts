import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { root } from '../../app/installation.ts';

const folder = join(root, 'dist', 'web', 'assets');

const open = { '.gz': gunzipSync, '.br': brotliDecompressSync } as const;

/** The compressed copies that do not unpack to the file they stand for; `of` reads that file. */
function strangers(of: (name: string) => Buffer): string[] {
  return readdirSync(folder).filter((name) => {
    const ending = name.slice(-3);
    if (ending !== '.gz' && ending !== '.br') return false;
    return !open[ending](readFileSync(join(folder, name))).equals(of(name.slice(0, -3)));
  });
}

test('what a browser is sent compressed is the file itself', () => {
  const copies = readdirSync(folder).filter((name) => /\.(gz|br)$/.test(name));
  expect(copies.length).toBeGreaterThan(10);
  expect(strangers((name) => readFileSync(join(folder, name)))).toEqual([]);
});

test('canary: a copy of an earlier stage of the build is seen', () => {
  const changed = (name: string) => Buffer.concat([readFileSync(join(folder, name)), Buffer.from(' ')]);
  expect(strangers(changed).length).toBeGreaterThan(10);
});
