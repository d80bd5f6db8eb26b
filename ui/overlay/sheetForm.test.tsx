import { act } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refused } from '../../kernel/web/wire/outcomes.ts';
import { LocaleProvider } from '../../kernel/web/words.tsx';
import { UiProvider } from '../theme/UiProvider.tsx';
import { SheetForm } from './SheetForm.tsx';

let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

async function show(screen: ReactNode): Promise<HTMLFormElement> {
  await act(async () => {
    root.render(
      <UiProvider>
        <LocaleProvider locale="fr" choose={() => undefined}>
          {screen}
        </LocaleProvider>
      </UiProvider>,
    );
    await import('./Overlaid.tsx');
  });
  return vi.waitUntil(() => document.querySelector('form'));
}

const refused = new Refused({
  type: 'about:blank',
  title: 'Le nom manque.',
  status: 422,
  code: 'test.noName',
  kind: 'invalid',
  facts: {},
  id: 'e',
});
const given = { title: 'Un but', onClose: () => undefined, busy: false, failure: undefined };

describe('a short form beside the screen', () => {
  test('does its one thing when it is submitted, and says what the button does', async () => {
    const onSubmit = vi.fn<() => void>();
    const form = await show(
      <SheetForm {...given} onSubmit={onSubmit}>
        <input aria-invalid="true" aria-label="nom" />
      </SheetForm>,
    );
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('Un but');
    expect(form.querySelector('button[type=submit]')?.textContent).toBe('Enregistrer');
    act(() => form.requestSubmit());
    expect(onSubmit).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('nom'));
  });
  test('says why it was refused and where the draft lies; what settles a conflict stands in for the refusal', async () => {
    const at = new Date('2026-03-04T15:05:00');
    const draft = { state: { kind: 'kept', at } as const, onDiscard: vi.fn<() => void>() };
    const form = await show(
      <SheetForm {...given} onSubmit={() => undefined} failure={refused} draft={draft} yes="Noter">
        <i />
      </SheetForm>,
    );
    expect(form.textContent).toContain('Le nom manque.');
    expect(form.textContent).toContain('15 h 05');
    expect(form.querySelector('button[type=submit]')?.textContent).toBe('Noter');
    const settled = await show(
      <SheetForm {...given} onSubmit={() => undefined} failure={refused} settle={<p>Les deux textes</p>}>
        <i />
      </SheetForm>,
    );
    expect(settled.textContent).toContain('Les deux textes');
    expect(settled.textContent).not.toContain('Le nom manque.');
  });
});
