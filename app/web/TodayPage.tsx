import { Panels, usePanels } from '../../kernel/web/panels.tsx';
import { todayPlace } from '../../kernel/web/places.ts';
import { useMe } from '../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../kernel/web/words.tsx';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { Skeletons } from '../../ui/page/Skeletons.tsx';
import words from './words.json' with { type: 'json' };

/** The first screen of the day: what each module says is due for this person. */
export function TodayPage() {
  const t = useWords(words);
  const { locale } = useLocale();
  const me = useMe();
  const today = new Intl.DateTimeFormat(`${locale}-CA`, { weekday: 'long', day: 'numeric', month: 'long' });
  const panels = usePanels(todayPlace);
  return (
    <Page title={t('today.greeting', { name: me.account.name })} lede={capital(today.format(new Date()))}>
      {panels.length === 0 && <EmptyState title={t('today.emptyTitle')} hint={t('today.emptyHint')} />}
      <Panels at={todayPlace} with={{}} waiting={<Skeletons shape="rows" count={3} />} />
    </Page>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
