import { useCallback, useEffect, useState } from 'react';
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
  const { me } = useSession();
  const [chosen, setChosen] = useState<Locale | undefined>(remembered);
  const locale = chosen ?? me?.account.locale ?? browserLocale();
  speakIn(locale);
  useEffect(() => {
    document.documentElement.lang = `${locale}-CA`;
  }, [locale]);
  const signedIn = me !== undefined;
  const choose = useCallback(
    (next: Locale) => {
      speakIn(next);
      setChosen(next);
      localStorage.setItem(place, next);
      void queryClient.invalidateQueries();
      if (signedIn) ask('identity.setLocale', { locale: next }).catch(() => undefined);
    },
    [signedIn],
  );
  return (
    <LocaleProvider locale={locale} choose={choose}>
      {props.children}
    </LocaleProvider>
  );
}

function remembered(): Locale | undefined {
  const kept = localStorage.getItem(place);
  return kept === 'en' || kept === 'fr' ? kept : undefined;
}

function browserLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
