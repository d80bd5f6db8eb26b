import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Locale } from '../../kernel/words.ts';
import { ask } from '../../kernel/web/call.ts';
import { queryClient } from '../../kernel/web/queries.ts';
import { useSession } from '../../kernel/web/session.tsx';
import { speakIn } from '../../kernel/web/wire/signals.ts';
import { LocaleProvider } from '../../kernel/web/words.tsx';

const place = 'tributary.locale';

/** The reader's language: what they chose on this device, else what their account says, else what the browser asks for. */
export function Language(props: { children: ReactNode }) {
  const { me, refresh } = useSession();
  const [chosen, setChosen] = useState<Locale | undefined>(remembered);
  const locale = chosen ?? me?.account.locale ?? browserLocale();
  speakIn(locale);
  useEffect(() => {
    document.documentElement.lang = `${locale}-CA`;
  }, [locale]);
  useTold(chosen, me?.account.locale, refresh);
  const choose = useCallback((next: Locale) => {
    speakIn(next);
    setChosen(next);
    localStorage.setItem(place, next);
    void queryClient.invalidateQueries();
  }, []);
  return (
    <LocaleProvider locale={locale} choose={choose}>
      {props.children}
    </LocaleProvider>
  );
}

/** Tells the account the language chosen on this device, once, so that the names it is answered with are in that language too. */
function useTold(chosen: Locale | undefined, known: Locale | undefined, refresh: () => Promise<void>): void {
  const told = useRef<string>(undefined);
  useEffect(() => {
    if (chosen === undefined || known === undefined || chosen === known) return;
    const said = `${known} ${chosen}`;
    if (told.current === said) return;
    told.current = said;
    ask('identity.setLocale', { locale: chosen })
      .then(refresh)
      .catch(() => undefined);
  }, [chosen, known, refresh]);
}

function remembered(): Locale | undefined {
  const kept = localStorage.getItem(place);
  return kept === 'en' || kept === 'fr' ? kept : undefined;
}

function browserLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
