import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { editors, staff } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { Found } from './navigate/Found.tsx';
import { useQuestion } from './useQuestion.ts';

/** Finds a service: words first, in either language, then what it must meet; and the ways to keep the directory right. */
export function DirectoryPage() {
  const t = useWords(words);
  const { sees } = useSession();
  const [question, change] = useQuestion();
  return (
    <Page title={t('directory.title')} lede={t('directory.lede')} stage="deliver">
      <Stack gap={4}>
        <Found question={question} onChange={change} />
        <Row gap={3}>
          {sees(staff) && <ButtonLink to="/directory/due">{t('due.open')}</ButtonLink>}
          {sees(editors) && <ButtonLink to="/directory/new">{t('edit.add')}</ButtonLink>}
          <ButtonLink to="/directory/sources">{t('sources.open')}</ButtonLink>
        </Row>
      </Stack>
    </Page>
  );
}
