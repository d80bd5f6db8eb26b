import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { FactorShown, learning } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useDecides, useRead } from '../api.ts';
import classes from '../learning.module.css';
import { StrategySheet } from './StrategySheet.tsx';

type Suggested = OutputOf<typeof learning.operations.suggestStrategies>;
type Picked = { readonly code: string; readonly name: string };

const shownFirst = 4;

/** What studies recommend for a construct, each with its reason and source; any other strategy of the compilation can be chosen too. */
export function Suggestions(props: { factor: FactorShown }) {
  const t = useWords(words);
  const { id, construct } = props.factor;
  const [picked, setPicked] = useState<Picked | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['learning.suggestStrategies', construct.code],
    queryFn: () => api.suggestStrategies({ code: construct.code }),
  });
  return (
    <Panel title={t('suggest.title')} hint={t('suggest.hint')}>
      <Answer of={asked} waiting={<Skeletons shape="rows" count={3} />}>
        {(answer) => <Listed answer={answer} onPick={setPicked} />}
      </Answer>
      {picked && <StrategySheet factorId={id} strategy={picked} onClose={() => setPicked(undefined)} />}
    </Panel>
  );
}

function Listed(props: { answer: Suggested; onPick: (picked: Picked) => void }) {
  const t = useWords(words);
  const read = useRead();
  const decides = useDecides();
  const [all, setAll] = useState(false);
  const [other, setOther] = useState<string | null>(null);
  const { recommended, others } = props.answer;
  const opened = others.find(({ code }) => code === other);
  const pick = (one: { code: string; name: { en: string; fr: string } }) =>
    props.onPick({ code: one.code, name: read(one.name) });
  return (
    <>
      {recommended.length === 0 && <p className={classes['soft']}>{t('suggest.none')}</p>}
      <ul className={classes['suggestions']}>
        {recommended.slice(0, all ? undefined : shownFirst).map(({ strategy, why }) => (
          <li key={strategy.code}>
            <h3>{read(strategy.name)}</h3>
            <Reasons why={why} />
            {decides && (
              <Button
                size="small"
                label={t('suggest.chooseOne', { name: read(strategy.name) })}
                onClick={() => pick(strategy)}
              >
                {t('suggest.choose')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {recommended.length > shownFirst && !all && (
        <Button kind="plain" onClick={() => setAll(true)}>
          {t('suggest.all', { count: recommended.length - shownFirst })}
        </Button>
      )}
      {decides && (
        <SelectField
          label={t('suggest.other')}
          options={others.map((one) => ({ value: one.code, label: read(one.name) }))}
          value={other}
          onChange={setOther}
          clearable
          placeholder={t('suggest.otherHint')}
        />
      )}
      {opened && (
        <>
          <p className={classes['soft']}>{read(opened.definition)}</p>
          <Button size="small" onClick={() => pick(opened)}>
            {t('suggest.choose')}
          </Button>
        </>
      )}
    </>
  );
}

function Reasons(props: { why: Suggested['recommended'][number]['why'] }) {
  const t = useWords(words);
  const read = useRead();
  return (
    <ul className={classes['reasons']}>
      {props.why.map((reason) => (
        <li key={`${reason.source} ${reason.text.en}`}>
          <p>
            {read(reason.text)} {reason.used && <Badge tone="share">{t('suggest.used')}</Badge>}
          </p>
          <cite>{reason.source}</cite>
        </li>
      ))}
    </ul>
  );
}
