import { useState } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './directory.module.css';
import { Narrowing } from './Narrowing.tsx';
import { Understood } from './Understood.tsx';
import { ServiceCard } from './ServiceCard.tsx';
import { nothingAsked, useFound, useQuestion } from './useQuestion.ts';

const step = 20;

/** Finds a service for somebody: words first, in either language, then what it must meet. */
export function DirectoryPage() {
  const t = useWords(words);
  const [question, change] = useQuestion();
  const [shown, setShown] = useState(step);
  const found = useFound(question, Math.min(shown, 50));
  const ask = (part: Parameters<typeof change>[0]) => {
    setShown(step);
    change(part);
  };
  return (
    <Page title={t('directory.title')} lede={t('directory.lede')} stage="deliver">
      <Stack gap={4}>
        <SearchField
          label={t('directory.search')}
          value={question.text}
          onChange={(text) => ask({ text: text.slice(0, 200) })}
        />
        <Narrowing question={question} onChange={ask} />
        <Answer of={found} waiting={<Skeletons shape="cards" />}>
          {({ rows, more, reading }) => (
            <>
              <Understood reading={reading} />
              <p className="visually-hidden" role="status">
                {t('directory.found', { count: rows.length })}
              </p>
              {rows.length === 0 && (
                <EmptyState
                  title={t('directory.none.title')}
                  hint={t('directory.none.hint')}
                  action={<Button onClick={() => ask(nothingAsked)}>{t('directory.none.clear')}</Button>}
                />
              )}
              <div className={classes['results']}>
                {rows.map((row) => (
                  <ServiceCard key={row.id} row={row} />
                ))}
              </div>
              {more && shown < 50 && (
                <Button onClick={() => setShown(shown + step)}>{t('directory.more')}</Button>
              )}
            </>
          )}
        </Answer>
      </Stack>
    </Page>
  );
}
