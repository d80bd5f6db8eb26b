import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { type Happening, Timeline } from '../../../ui/data/Timeline.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useClientProgram, useProgram, useRead } from '../../pathway/web/index.ts';
import type { DoseLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useDoses } from './api.ts';
import { CorrectSheet } from './CorrectSheet.tsx';
import { DoseSheet, EnoughSheet } from './DoseSheets.tsx';

/** A client's doses; shown where the client's program has a formulary, or where doses were recorded before. */
export function DosesPanel(props: { clientId: string }) {
  const { clientId } = props;
  const { code } = useClientProgram(clientId);
  const program = useProgram(code);
  const doses = useDoses(clientId);
  const prescribes = program !== undefined && program.formulary !== null;
  const recorded = (doses.of.data?.rows.length ?? 0) > 0;
  if (!prescribes && !recorded) return null;
  return <Doses clientId={clientId} doses={doses} programCode={prescribes ? program.key : undefined} />;
}

function Doses(props: {
  clientId: string;
  doses: ReturnType<typeof useDoses>;
  programCode: string | undefined;
}) {
  const t = useWords(words);
  const { clientId, doses, programCode } = props;
  const [adding, setAdding] = useState<'dose' | 'enough' | undefined>(undefined);
  const close = () => setAdding(undefined);
  const actions = programCode && (
    <>
      <Button size="small" onClick={() => setAdding('enough')}>
        {t('answer.add')}
      </Button>
      <Button size="small" onClick={() => setAdding('dose')}>
        {t('dose.add')}
      </Button>
    </>
  );
  return (
    <Panel title={t('panel.title')} hint={t('panel.hint')} stage="deliver" actions={actions}>
      <Answer of={doses.of}>
        {({ rows, answers }) => (
          <Stack gap={3}>
            <Latest answers={answers} />
            {rows.length === 0 ? (
              <EmptyState plain title={t('panel.none')} />
            ) : (
              <Events clientId={clientId} rows={rows} />
            )}
            {doses.more && (
              <Button onClick={doses.more} busy={doses.busy}>
                {t('panel.more')}
              </Button>
            )}
          </Stack>
        )}
      </Answer>
      {programCode && adding === 'dose' && <DoseSheet {...{ clientId, programCode }} onClose={close} />}
      {programCode && adding === 'enough' && <EnoughSheet {...{ clientId, programCode }} onClose={close} />}
    </Panel>
  );
}

function Latest(props: { answers: readonly { enough: 'yes' | 'no' | 'not_said'; answeredOn: string }[] }) {
  const t = useWords(words);
  const format = useFormat();
  const [latest] = props.answers;
  if (latest === undefined) return null;
  return (
    <p>{t('answer.latest', { day: format.day(latest.answeredOn), answer: t(`enough.${latest.enough}`) })}</p>
  );
}

function Events(props: { clientId: string; rows: readonly DoseLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const [correcting, setCorrecting] = useState<DoseLine | undefined>(undefined);
  const item = (row: DoseLine): Happening => ({
    id: row.id,
    when: format.moment(row.occurredAt),
    title: t('dose.line', { kind: t(`kind.${row.kind}`), formulation: read(row.formulationName) }),
    by: row.recordedBy,
    badge: (
      <>
        {row.voided && <Badge tone="still">{t('dose.voided')}</Badge>}
        <Button
          kind="plain"
          size="small"
          onClick={() => setCorrecting(row)}
          label={t('dose.correctOf', { kind: t(`kind.${row.kind}`), when: format.moment(row.occurredAt) })}
        >
          {t('dose.correct')}
        </Button>
      </>
    ),
    body: [
      row.amount ?? '',
      row.protocolVersion === null ? '' : t('dose.protocolShown', { version: row.protocolVersion }),
      row.correction === null ? '' : t('dose.putRight', { reason: row.correction }),
    ]
      .filter(Boolean)
      .join(' · '),
  });
  return (
    <>
      <Timeline label={t('panel.title')} items={props.rows.map(item)} />
      {correcting && (
        <CorrectSheet clientId={props.clientId} dose={correcting} onClose={() => setCorrecting(undefined)} />
      )}
    </>
  );
}
