import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '../../id.ts';
import {
  cipherWith,
  freshKey,
  keyFrom,
  keyIdOf,
  openBytes,
  type Place,
  sealBytes,
  Unreadable,
} from './ciphertext.ts';

const where = (): Place => ({ communityId: newId(), place: 'care.contact.note', rowId: newId() });
const clear = Buffer.from('Elle préfère le mardi.', 'utf8');

/** The promise under test: a ciphertext carried to any other place is refused. Gives the moves that went unnoticed. */
function unnoticedMoves(cipher: Pick<ReturnType<typeof cipherWith>, 'sealBytes' | 'openBytes'>): string[] {
  const one = freshKey();
  const here = where();
  const sealed = cipher.sealBytes(one, here, clear);
  const moves: Record<string, Place> = {
    row: { ...here, rowId: newId() },
    column: { ...here, place: 'care.contact.next' },
    community: { ...here, communityId: newId() },
  };
  return Object.entries(moves).flatMap(([move, there]) => {
    try {
      cipher.openBytes(one, there, sealed);
      return [move];
    } catch {
      return [];
    }
  });
}

describe('sealed bytes', () => {
  it('open where they were sealed, and never look the same twice', () => {
    const one = freshKey();
    const here = where();
    const sealed = sealBytes(one, here, clear);
    expect(openBytes(one, here, sealed).equals(clear)).toBe(true);
    expect(sealBytes(one, here, clear).equals(sealed)).toBe(false);
    expect(keyIdOf(sealed)).toBe(one.id);
    expect(sealed.length).toBe(clear.length + 45);
  });

  it('are refused in any other row, column or community', () => {
    expect(unnoticedMoves({ sealBytes, openBytes })).toEqual([]);
  });

  it('canary: without the binding every move goes unnoticed, and the check above sees it', () => {
    expect(unnoticedMoves(cipherWith(() => Buffer.alloc(0)))).toEqual(['row', 'column', 'community']);
  });

  it('are refused under another key, and when any byte was changed', () => {
    const one = freshKey();
    const here = where();
    const sealed = sealBytes(one, here, clear);
    expect(() => openBytes(freshKey(), here, sealed)).toThrow(Unreadable);
    expect(() => openBytes(keyFrom(one.id, randomBytes(32)), here, sealed)).toThrow(Unreadable);
    for (let at = 0; at < sealed.length; at += 1) {
      const damaged = Buffer.from(sealed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => openBytes(one, here, damaged)).toThrow(Unreadable);
    }
    expect(() => openBytes(one, here, sealed.subarray(0, 44))).toThrow(Unreadable);
  });
});
