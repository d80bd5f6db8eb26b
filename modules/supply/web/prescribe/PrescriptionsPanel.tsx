import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useClientProgram, useProgram, useRead } from '../../../pathway/web/index.ts';
import type { PrescriptionLine, StepLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useObservations, usePrescriptions, useRecordWords } from '../api.ts';
import classes from '../supply.module.css';
import { EndSheet } from './EndSheet.tsx';
import { ChangeSheet, NewSheet } from './PrescriptionSheet.tsx';
import { Wishes } from './Wishes.tsx';

type Doing = { readonly what: 'new' } | { readonly what: 'change' | 'end'; readonly of: PrescriptionLine };

/** A client's prescriptions with what changed and why; shown where the client's program has a formulary, or where some were recorded. */
export function PrescriptionsPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const { code } = useClientProgram(clientId);
  const program = useProgram(code);
  const { sees } = useSession();
  const asked = usePrescriptions(clientId);
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const prescribes = program !== undefined && program.formulary !== null;
  if (!prescribes && (asked.data?.rows.length ?? 0) === 0) return null;
  const close = () => setDoing(undefined);
  const may = sees(['clinician']);
  return (
    <Panel
      title={t('rx.title')}
      hint={t('rx.hint')}
      stage="deliver"
      actions={
        may &&
        prescribes && (
          <Button size="small" onClick={() => setDoing({ what: 'new' })}>
            {t('rx.add')}
          </Button>
        )
      }
    >
      <Answer of={asked}>
        {({ rows, wishes }) => (
          <Stack>
            {rows.length === 0 && <EmptyState plain title={t('rx.none')} />}
            {rows.map((row) => (
              <OnePrescription key={row.id} row={row} {...(may ? { act: setDoing } : {})} />
            ))}
            {prescribes && <Wishes clientId={clientId} programCode={program.key} wishes={wishes} />}
          </Stack>
        )}
      </Answer>
      {doing?.what === 'new' && program && (
        <NewSheet clientId={clientId} programCode={program.key} onClose={close} />
      )}
      {doing?.what === 'change' && <ChangeSheet clientId={clientId} of={doing.of} onClose={close} />}
      {doing?.what === 'end' && <EndSheet clientId={clientId} of={doing.of} onClose={close} />}
    </Panel>
  );
}

function OnePrescription(props: { row: PrescriptionLine; act?: (doing: Doing) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const list = useRecordWords();
  const { row, act } = props;
  const [now, ...earlier] = row.steps;
  const name = read(row.formulationName);
  return (
    <Stack gap={2}>
      <Row apart>
        <h3>{name}</h3>
        {row.endedOn === null ? (
          <Badge tone="good">{t('rx.inForce')}</Badge>
        ) : (
          <Badge>
            {t('rx.endedOn', { day: format.day(row.endedOn), reason: list.name(row.endReasonCode) })}
          </Badge>
        )}
      </Row>
      {now && <StepFacts step={now} programCode={row.programCode} />}
      {earlier.length > 0 && (
        <details className={classes['earlier']}>
          <summary>{t('rx.earlier', { count: earlier.length })}</summary>
          <Stack gap={3}>
            {earlier.map((step) => (
              <StepFacts key={step.id} step={step} programCode={row.programCode} />
            ))}
          </Stack>
        </details>
      )}
      {act && row.endedOn === null && (
        <Row>
          <Button
            size="small"
            onClick={() => act({ what: 'change', of: row })}
            label={t('rx.changeOf', { name })}
          >
            {t('rx.change')}
          </Button>
          <Button size="small" onClick={() => act({ what: 'end', of: row })} label={t('rx.endOf', { name })}>
            {t('rx.end')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

/** One version of a prescription, every fact as it was recorded. */
function StepFacts(props: { step: StepLine; programCode: string }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const list = useRecordWords();
  const { step } = props;
  const observed = useObservations(props.programCode);
  const figure = (value: number | null) =>
    value === null
      ? t('rx.notSaid')
      : t('rx.figure', { value: format.number(value), unit: list.name(step.unitCode) });
  const changed = step.reasonCode === null ? '' : ` · ${list.name(step.reasonCode)}`;
  return (
    <div>
      <p className={classes['quiet']}>
        {t('rx.since', { number: step.number, day: format.day(step.fromOn) })}
        {changed}
      </p>
      <Facts
        items={[
          { label: t('rx.ordered'), value: step.ordered },
          { label: t('rx.wanted'), value: figure(step.wanted) },
          { label: t('rx.given'), value: figure(step.given) },
          { label: t('rx.strength'), value: step.strength },
          { label: t('rx.observed'), value: observed.name(step.observationCode) },
          {
            label: t('rx.carried'),
            value: step.carriedDays > 0 ? t('carry.days', { count: step.carriedDays }) : null,
          },
          { label: t('rx.way'), value: step.wayCode === null ? null : list.name(step.wayCode) },
          { label: t('rx.prescriber'), value: step.prescriber },
          {
            label: t('rx.rule'),
            value:
              step.rule && t('rx.ruleShown', { title: read(step.rule.title), edition: step.rule.edition }),
          },
          { label: t('rx.rationale'), value: step.rationale },
          { label: t('rx.agreement'), value: step.agreement },
        ]}
      />
    </div>
  );
}
