import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { SearchField } from '../../../../ui/fields/SearchField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from '../directory.module.css';
import { Narrowing } from '../Narrowing.tsx';
import { ServiceCard } from '../ServiceCard.tsx';
import { Understood } from '../Understood.tsx';
import { nothingAsked, useFound } from '../useQuestion.ts';
import type { Question } from '../useQuestion.ts';
import { useStartName } from './useStarts.ts';

const step = 20;

/** The question, what narrows it, and the services that answer it, each with its reasons; for one client when there is one. */
export function Found(props: {
  question: Question;
  onChange: (part: Partial<Question>) => void;
  clientId?: string | undefined;
}) {
  const t = useWords(words);
  const { question, clientId } = props;
  const [shown, setShown] = useState(step);
  const found = useFound(question, Math.min(shown, 50));
  const from = useStartName(question.near);
  const ask = (part: Partial<Question>) => {
    setShown(step);
    props.onChange(part);
  };
  return (
    <>
      <SearchField
        label={t('directory.search')}
        value={question.text}
        onChange={(text) => ask({ text: text.slice(0, 200) })}
      />
      <Narrowing question={question} onChange={ask} />
      <Answer of={found} waiting={<Skeletons shape="cards" />}>
        {({ rows, more, reading, start }) => (
          <>
            <Understood reading={reading} />
            {start === 'unknown' && <Notice tone="info" live={false} title={t('near.unknown', { from })} />}
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
                <ServiceCard key={row.id} row={row} from={from} clientId={clientId} />
              ))}
            </div>
            {more && shown < 50 && (
              <Button onClick={() => setShown(shown + step)}>{t('directory.more')}</Button>
            )}
          </>
        )}
      </Answer>
    </>
  );
}
