import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { draftOf } from './device/draftStore.ts';
import { formatFor } from './format.ts';
import type { WebModule } from './module.ts';
import { fill, Panels, PanelsProvider, place } from './panels.tsx';
import { routesOf } from './router.tsx';
import { mayShow, SessionProvider } from './session.tsx';
import type { Me } from './session.tsx';
import { speak } from './words.tsx';

const me: Me = {
  account: { id: 'a', name: 'Ada', locale: 'en' },
  community: { id: 'c', name: 'Here' },
  roles: [{ role: 'worker', siteId: 's', studyId: null }],
  sites: [],
  organisations: [],
};

describe('words', () => {
  const words = {
    'wait.one': { en: '{count} person waits', fr: '{count} personne attend' },
    'wait.other': { en: '{count} people wait', fr: '{count} personnes attendent' },
  };
  test('take the form the language asks for: zero is singular in French, plural in English', () => {
    expect(speak(words, 'en')('wait', { count: 0 })).toBe('0 people wait');
    expect(speak(words, 'fr')('wait', { count: 0 })).toBe('0 personne attend');
    expect(speak(words, 'fr')('wait', { count: 1_000_000 })).toContain('personnes');
  });
  test('dates and numbers are written as people here write them', () => {
    expect(formatFor('fr').day('2026-03-31')).toBe('31 mars 2026');
    expect(formatFor('fr').day('2026-03-01')).toBe('1er mars 2026');
    expect(formatFor('fr').day('2026-03-11')).toBe('11 mars 2026');
    expect(formatFor('fr').shortDay('2026-01-01')).toBe('1er janv.');
    expect(formatFor('fr').weekday(new Date(2026, 1, 1))).toBe('dimanche 1er février');
    expect(formatFor('fr').moment(new Date(2026, 0, 1, 1, 5))).toMatch(/^1er janv\. 2026/);
    expect(formatFor('fr').moment(new Date(2026, 0, 2, 1, 5))).not.toContain('1er');
    expect(formatFor('en').day('2026-03-01')).toBe('March 1, 2026');
    expect(formatFor('fr').number(1234.5, 1).replaceAll(/\s/gu, ' ')).toBe('1 234,5');
    expect(formatFor('en').ago('2026-03-01T10:00:00Z', new Date('2026-03-04T10:00:00Z'))).toBe('3 days ago');
  });
});

describe('who sees what', () => {
  test('entries show to everybody, to everybody signed in, or to a role', () => {
    expect([
      mayShow('public', undefined),
      mayShow('signed-in', undefined),
      mayShow(['worker'], undefined),
    ]).toEqual([true, false, false]);
    expect([mayShow('signed-in', me), mayShow(['worker'], me), mayShow(['steward'], me)]).toEqual([
      true,
      true,
      false,
    ]);
  });
  test('a place shows the panels of this person in their order', async () => {
    const here = place<{ id: string }>('test.here');
    const panel = (id: string, order: number, who: readonly string[]) =>
      fill(here, { id, order, who, load: () => Promise.resolve(() => null) });
    const fillings = [
      panel('late', 20, ['worker']),
      panel('hidden', 5, ['steward']),
      panel('early', 10, ['worker']),
    ];
    const shown = renderToStaticMarkup(
      <SessionProvider initial={me}>
        <PanelsProvider fillings={fillings}>
          <Panels at={here} with={{ id: '1' }} waiting={<i />} />
        </PanelsProvider>
      </SessionProvider>,
    );
    expect(shown.match(/<i>/g)).toHaveLength(2);
  });
});

test('an address without parameters wins over one with them', () => {
  const page = (path: string) => ({
    path,
    title: 't',
    who: 'public' as const,
    load: () => Promise.resolve(() => null),
  });
  const module: WebModule = { id: 'm', words: {}, pages: [page('/clients/:id'), page('/clients/new')] };
  expect(routesOf([module]).map(({ path }) => path)).toEqual(['/clients/new', '/clients/:id']);
});

describe('a draft where the browser keeps nothing', () => {
  test('says so instead of pretending', async () => {
    const draft = draftOf('note', 'account', '');
    draft.set('written');
    expect(draft.get().state.kind).toBe('keeping');
    await draft.keepNow();
    expect(draft.get()).toMatchObject({ value: 'written', state: { kind: 'onlyHere' } });
  });
  test('has one key for its life, and a new one after it was accepted', async () => {
    const draft = draftOf('note', 'account', { text: '' });
    const { once } = draft.get();
    draft.set((before) => ({ ...before, text: 'a' }));
    expect(draft.get().once).toBe(once);
    await draft.clear();
    expect(draft.get()).toMatchObject({ value: { text: '' }, state: { kind: 'untouched' } });
    expect(draft.get().once).not.toBe(once);
  });
});
