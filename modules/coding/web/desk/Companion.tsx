import type { ReactNode } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import { toneOf } from '../tones.ts';
import { CodeHints } from '../pick/CodeHints.tsx';
import { type Filter, Filters } from './Filters.tsx';
import type { Act } from './keys.ts';
import type { Placed } from './placed.ts';
import classes from '../coding.module.css';

/** Beside the text: the coding that is pointed at with what its code means, the code kept active, and which codings are shown. */
export function Companion(props: {
  finish: ReactNode;
  lost: ReactNode;
  rows: readonly Placed[];
  shown: number;
  row: Placed | undefined;
  codebook: Codebook | undefined;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  active: string | undefined;
  onActive: (() => void) | undefined;
  onAct: (act: Act) => void;
}) {
  const t = useWords(words);
  const { row, codebook, rows } = props;
  return (
    <div className={classes['companion']}>
      {row && codebook && <Pointed row={row} codebook={codebook} onAct={props.onAct} />}
      {props.finish}
      {props.lost}
      <Panel title={t('active.title')} look="quiet">
        <p>{props.active === undefined ? t('active.none') : t('active.is', { code: props.active })}</p>
        {props.onActive && (
          <Button size="small" pressed={props.active !== undefined} onClick={props.onActive}>
            {t('active.keep')}
          </Button>
        )}
      </Panel>
      {rows.length > 0 && (
        <Panel title={t('filter.title')} look="quiet">
          <Filters rows={rows} codebook={codebook} value={props.filter} onChange={props.onFilter} />
          <p role="status">{t('filter.shown', { shown: props.shown, count: rows.length })}</p>
        </Panel>
      )}
    </div>
  );
}

function Pointed(props: { row: Placed; codebook: Codebook; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const { row, codebook } = props;
  const { coding } = row;
  const entry = codebook.entryOf(coding.code);
  const act = (name: Act) => (
    <Button size="small" kind="plain" onClick={() => props.onAct(name)}>
      {t(`act.${name as 'edit' | 'reach' | 'cut' | 'join'}`)}
    </Button>
  );
  return (
    <Panel title={codebook.nameOf(coding.code)} look="quiet">
      <Stack gap={2}>
        <span className={classes['above']}>{codebook.above(coding.code)}</span>
        <span className={classes['marginFacts']}>
          <Badge tone={toneOf[coding.valence]}>{t(`valence.${coding.valence}`)}</Badge>
          {coding.crossed && <Badge tone="still">{codebook.nameOf(coding.crossed)}</Badge>}
          {coding.strength !== null && <span>{t('margin.strength', { strength: coding.strength })}</span>}
          <span>{coding.coderName ?? (coding.own ? t('margin.you') : t('margin.other'))}</span>
        </span>
        {coding.memo && <p className={classes['memo']}>{coding.memo}</p>}
        <Row gap={1}>
          {act('edit')}
          {act('reach')}
          {act('cut')}
          {row.touching.length > 1 && act('join')}
        </Row>
        {entry && <CodeHints entry={entry} codebook={codebook} />}
      </Stack>
    </Panel>
  );
}
