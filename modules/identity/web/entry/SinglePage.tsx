import { useEffect, useRef } from 'react';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { origin } from './browser.ts';
import { takeSingle } from './single.ts';
import { useEntry } from './useEntry.ts';

/** Where the organisation's own sign-in page sends people back to. */
export function SinglePage() {
  const t = useWords(words);
  const go = useGo();
  const { refresh } = useSession();
  const entry = useEntry(() => void refresh().then(() => go('/', { replace: true })));
  const begun = useRef(false);
  const { run } = entry;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const answer = Object.fromEntries(new URLSearchParams(location.search));
    history.replaceState(null, '', location.pathname);
    const secret = takeSingle();
    run(async () =>
      secret === null ? { outcome: 'refused' } : api.finishSingle({ origin: origin(), secret, answer }),
    );
  }, [run]);
  return (
    <Page title={t('single.title')} width="narrow">
      {entry.busy && <Skeletons />}
      <Failure of={entry.failure} while="doing" />
      {entry.text && (
        <Notice tone="bad" actions={<ButtonLink to="/">{t('entry.otherWay')}</ButtonLink>}>
          {t('single.refused')}
        </Notice>
      )}
    </Page>
  );
}
