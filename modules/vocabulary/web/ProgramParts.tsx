import type { ReactNode } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import type { EligibilitySentence, Program, Said } from '../model.ts';
import { eligibilityOn } from '../shapes/eligibility.ts';
import words from '../words.json' with { type: 'json' };
import { useRead } from './api.ts';
import classes from './vocabulary.module.css';

/** Named parts under one another, each as wide as the page; for long texts and many short ones. */
export function Groups(props: { items: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={classes['groups']}>
      {props.items
        .filter(({ value }) => value !== null && value !== undefined)
        .map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The stages of a pathway, in order. */
export function Pathway(props: { stages: Program['stages'] }) {
  const read = useRead();
  return (
    <ol className={classes['path']}>
      {props.stages.map((stage) => (
        <li key={stage.code} data-state={stage.state}>
          <strong>{read(stage.name)}</strong>
          <span className={classes['soft']}>{read(stage.meaning)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Short names beside one another. */
export function Chips(props: { items: readonly { readonly code: string; readonly name: Said }[] }) {
  const read = useRead();
  return (
    <ul className={classes['chips']}>
      {props.items.map((item) => (
        <li key={item.code}>{read(item.name)}</li>
      ))}
    </ul>
  );
}

/** Names, each with its meaning in a sentence. */
export function Meanings(props: { items: Program['principles'] }) {
  const read = useRead();
  return (
    <ul className={classes['lines']}>
      {props.items.map((item) => (
        <li key={item.code}>
          <strong>{read(item.name)}</strong>
          <p>{read(item.meaning)}</p>
        </li>
      ))}
    </ul>
  );
}

const today = () => new Date().toISOString().slice(0, 10);

/** The conditions in force today, then those that were or will be, with their dates. */
export function Conditions(props: { sentences: readonly EligibilitySentence[] }) {
  const t = useWords(words);
  const now = eligibilityOn(props.sentences, today());
  const others = props.sentences.filter((one) => !now.includes(one));
  return (
    <Stack>
      <ConditionList sentences={now} />
      {others.length > 0 && (
        <details>
          <summary>{t('program.eligibility.earlier')}</summary>
          <ConditionList sentences={others} />
        </details>
      )}
    </Stack>
  );
}

function ConditionList(props: { sentences: readonly EligibilitySentence[] }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  return (
    <ul className={classes['lines']}>
      {props.sentences.map((one) => (
        <li key={one.id}>
          {read(one)}
          <p className={classes['soft']}>
            <Badge tone={one.required ? 'deliver' : 'still'}>
              {t(one.required ? 'program.eligibility.required' : 'program.eligibility.considered')}
            </Badge>{' '}
            {one.to === undefined
              ? t('program.eligibility.since', { from: format.day(one.from) })
              : t('program.eligibility.between', { from: format.day(one.from), to: format.day(one.to) })}
          </p>
        </li>
      ))}
    </ul>
  );
}
