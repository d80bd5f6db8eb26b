import { useWords } from '../../kernel/web/words.tsx';
import { ButtonLink } from '../../ui/action/Button.tsx';
import { EmptyState } from '../../ui/page/EmptyState.tsx';
import { Page } from '../../ui/page/Page.tsx';
import words from './words.json' with { type: 'json' };

/** No page has this address. */
export function NotFound() {
  const t = useWords(words);
  return (
    <Page title={t('lost.title')} width="narrow">
      <EmptyState
        title={t('lost.text')}
        action={
          <ButtonLink to="/" kind="primary">
            {t('lost.home')}
          </ButtonLink>
        }
      />
    </Page>
  );
}

/** The page exists, but none of this person's roles opens it. */
export function NotForYou() {
  const t = useWords(words);
  return (
    <Page title={t('notForYou.title')} width="narrow">
      <EmptyState
        title={t('notForYou.text')}
        hint={t('notForYou.hint')}
        action={
          <ButtonLink to="/" kind="primary">
            {t('lost.home')}
          </ButtonLink>
        }
      />
    </Page>
  );
}
