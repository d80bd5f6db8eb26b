import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { DayLine } from '../../contract.ts';
import type { DoseKind } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { DoseSheet } from '../DoseSheets.tsx';
import classes from '../supply.module.css';
import type { Taps } from './useTaps.ts';

const quick = ['witnessed', 'carried', 'missed'] as const satisfies readonly DoseKind[];

/** One person on the day sheet: what is ordered, what was recorded today, and the taps. */
export function DayRow(props: { row: DayLine; taps: Taps }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const { row, taps } = props;
  const [more, setMore] = useState(false);
  const tap = taps.of(row.prescriptionId);
  const about = [
    read(row.formulationName),
    row.ordered ?? '',
    row.lastTakenOn === null ? '' : t('day.last', { day: format.shortDay(row.lastTakenOn) }),
  ];
  return (
    <li className={classes['person']}>
      <div>
        <Link to={`/clients/${row.clientId}`} className={classes['who']}>
          {row.clientName}
        </Link>
        <p className={classes['quiet']}>{about.filter(Boolean).join(' · ')}</p>
        <Row gap={1}>
          {row.events.map((event) => (
            <Done key={event.id} row={row} event={event} taps={taps} />
          ))}
          {tap && (
            <Badge tone={tap.kept ? 'warn' : 'good'}>
              {[t(`kind.${tap.kind}`), format.time(tap.at), tap.kept ? t('day.keptHere') : '']
                .filter(Boolean)
                .join(' · ')}
            </Badge>
          )}
        </Row>
      </div>
      <div className={classes['taps']}>
        {row.events.length === 0 &&
          tap === undefined &&
          quick.map((kind) => (
            <Button
              key={kind}
              onClick={() => void taps.record(row, kind)}
              label={t('day.record', { kind: t(`kind.${kind}`), name: row.clientName })}
            >
              {t(`kind.${kind}`)}
            </Button>
          ))}
        <Button kind="plain" onClick={() => setMore(true)} label={t('day.more', { name: row.clientName })}>
          {t('day.moreShort')}
        </Button>
      </div>
      {tap === undefined && <Failure of={taps.failureOf(row.prescriptionId)} while="doing" />}
      {more && (
        <DoseSheet
          clientId={row.clientId}
          programCode={row.programCode}
          given={row}
          onClose={() => setMore(false)}
        />
      )}
    </li>
  );
}

function Done(props: { row: DayLine; event: DayLine['events'][number]; taps: Taps }) {
  const t = useWords(words);
  const format = useFormat();
  const { row, event, taps } = props;
  const kind = t(`kind.${event.kind}`);
  return (
    <>
      <Badge tone={event.kind === 'witnessed' || event.kind === 'carried' ? 'good' : 'still'}>
        {`${kind} · ${format.time(event.occurredAt)}`}
      </Badge>
      <Button
        kind="plain"
        size="small"
        label={t('day.undoFor', { kind, name: row.clientName })}
        onClick={() => void taps.takeBack(row, event)}
      >
        {t('day.undo')}
      </Button>
    </>
  );
}
