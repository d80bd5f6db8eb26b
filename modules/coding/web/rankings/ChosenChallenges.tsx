import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { IconButton } from '../../../../ui/action/IconButton.tsx';
import { BothFields } from '../../../../ui/fields/BothFields.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { mostChallenges } from '../../rankings/places.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { CodePicker } from '../pick/CodePicker.tsx';
import classes from '../coding.module.css';
import { useSaid } from './shared.ts';

/** A challenge as it will be put before the group. */
export type Chosen = {
  readonly id: string;
  readonly construct?: string;
  readonly name: { readonly en: string; readonly fr: string };
};

const suggested = 6;

/** The challenges to put side by side: constructs of the codebook, those that came up most as barriers, and sentences of one's own. */
export function ChosenChallenges(props: {
  study: string;
  codebook: Codebook;
  value: readonly Chosen[];
  onChange: (value: readonly Chosen[]) => void;
}) {
  const t = useWords(words);
  const said = useSaid();
  const { study, codebook, value, onChange } = props;
  const [own, setOwn] = useState({ en: '', fr: '' });
  const counted = useQuery({
    queryKey: ['coding.matrix', study, 'construct'],
    queryFn: () => api.matrix({ study, by: 'construct' }),
  });
  const constructs = new Set(value.map((one) => one.construct));
  const add = (codes: readonly string[]) => {
    const entries = codes
      .flatMap((code) => codebook.entryOf(code) ?? [])
      .filter(({ code }) => !constructs.has(code));
    const more = entries.map(({ code, name }) => ({ id: newId(), construct: code, name }));
    onChange([...value, ...more].slice(0, mostChallenges));
  };
  const barriers = (counted.data?.rows ?? [])
    .filter((row) => row.barrier.passages > 0 && codebook.entryOf(row.key) !== undefined)
    .toSorted((one, two) => two.barrier.passages - one.barrier.passages)
    .slice(0, suggested);
  return (
    <section aria-label={t('ranking.challenges')}>
      <Stack gap={3}>
        <h3>{t('ranking.challenges')}</h3>
        <ul className={classes['plain']}>
          {value.map((one) => (
            <li key={one.id}>
              <Row apart>
                <span lang={said(one.name).lang}>{said(one.name).text}</span>
                <IconButton
                  icon="close"
                  label={t('themes.takeOff', { name: said(one.name).text })}
                  onClick={() => onChange(value.filter((other) => other !== one))}
                />
              </Row>
            </li>
          ))}
        </ul>
        {barriers.some((row) => !constructs.has(row.key)) && (
          <Button icon="plus" onClick={() => add(barriers.map((row) => row.key))}>
            {t('ranking.bringBarriers', { count: barriers.length })}
          </Button>
        )}
        <CodePicker
          codebook={codebook}
          recent={[]}
          label={t('ranking.construct')}
          value={{ code: null, crossed: null }}
          onChange={({ code }) => code !== null && add([code])}
        />
        <BothFields label={t('ranking.sentence')} value={own} onChange={setOwn} required={false} />
        <Button
          icon="plus"
          disabled={(own.en.trim() === '' && own.fr.trim() === '') || value.length >= mostChallenges}
          onClick={() => {
            onChange([...value, { id: newId(), name: own }]);
            setOwn({ en: '', fr: '' });
          }}
        >
          {t('ranking.addSentence')}
        </Button>
      </Stack>
    </section>
  );
}
