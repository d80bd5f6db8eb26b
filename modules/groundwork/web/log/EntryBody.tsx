import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { newId } from '../../../../kernel/id.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { Entry } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useLists } from '../api.ts';
import classes from '../groundwork.module.css';
import { EntrySheet } from './EntrySheet.tsx';

type Props = {
  readonly siteId: string;
  readonly entry: Entry;
  readonly runs: boolean;
  readonly today: string;
};

/** What was asked, said and changed, where it led, and what comes next. */
export function EntryBody({ siteId, entry, runs, today }: Props) {
  const t = useWords(words);
  const read = useRead();
  const lists = useLists();
  const parts = [
    ['log.asked', entry.asked],
    ['log.said', entry.said],
    ['log.changed', entry.changed],
  ] as const;
  return (
    <Stack gap={2}>
      <Row gap={1}>
        {entry.levelCode !== null && <Badge>{lists.name(entry.levelCode)}</Badge>}
        {entry.stanceCode !== null && <Badge tone="info">{lists.name(entry.stanceCode)}</Badge>}
        {entry.offered && <Badge tone="listen">{t('log.offered')}</Badge>}
      </Row>
      <dl className={classes['facts']}>
        {parts
          .filter(([, text]) => text !== '')
          .map(([key, text]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd className={classes['words']}>{text}</dd>
            </div>
          ))}
        {entry.trialId !== null && entry.trial !== null && (
          <div>
            <dt>{t('log.trial')}</dt>
            <dd>
              <Link to={`/change/trials/${entry.trialId}`}>{entry.trial}</Link>
            </dd>
          </div>
        )}
        {entry.rule !== null && (
          <div>
            <dt>{t('log.rule')}</dt>
            <dd>{read(entry.rule)}</dd>
          </div>
        )}
      </dl>
      <Next entry={entry} today={today} />
      {runs && <Doing siteId={siteId} entry={entry} today={today} />}
    </Stack>
  );
}

function Next({ entry, today }: { entry: Entry; today: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { nextStep: what, nextOn, nextDoneOn } = entry;
  if (what === null) return null;
  if (nextDoneOn !== null) return <p>{t('log.nextDone', { what, day: format.day(nextDoneOn) })}</p>;
  return (
    <p>
      {nextOn === null ? t('log.nextOpen', { what }) : t('log.nextLine', { what, day: format.day(nextOn) })}{' '}
      {nextOn !== null && nextOn < today && <Badge tone="warn">{t('log.nextLate')}</Badge>}
    </p>
  );
}

function Doing({ siteId, entry, today }: Omit<Props, 'runs'>) {
  const t = useWords(words);
  const format = useFormat();
  const [what, setWhat] = useState<'change' | 'offer' | 'withdraw' | undefined>(undefined);
  const close = () => setWhat(undefined);
  const { act, busy, failure } = useAct(close);
  const { id, version } = entry;
  const offer = () => act(() => api.offerEntry({ id, version, sourceId: newId() }), t('log.offered'));
  const withdraw = () => act(() => api.withdrawEntry({ id, version }), t('saved'));
  return (
    <>
      <Row gap={1}>
        {entry.nextStep !== null && entry.nextDoneOn === null && (
          <Button
            size="small"
            busy={busy}
            label={t('log.finishOf', { what: entry.nextStep })}
            onClick={() => void act(() => api.finishNext({ id, version }), t('saved'))}
          >
            {t('log.finish')}
          </Button>
        )}
        <MoreMenu
          label={t('log.moreOf', { day: format.day(entry.happenedOn) })}
          items={[
            { label: t('log.change'), onChoose: () => setWhat('change') },
            ...(entry.offered ? [] : [{ label: t('log.offer'), onChoose: () => setWhat('offer') }]),
            { label: t('log.withdraw'), onChoose: () => setWhat('withdraw'), danger: true },
          ]}
        />
      </Row>
      <Failure of={failure} while="doing" />
      {what === 'change' && <EntrySheet siteId={siteId} today={today} entry={entry} onClose={close} />}
      {what === 'offer' && (
        <Confirm open onClose={close} title={t('log.offer')} yes={t('log.offer')} onYes={offer}>
          {t('log.offerQuestion')}
        </Confirm>
      )}
      {what === 'withdraw' && (
        <Confirm
          open
          danger
          onClose={close}
          title={t('log.withdraw')}
          yes={t('log.withdraw')}
          onYes={withdraw}
        >
          {t('log.withdrawQuestion')}
        </Confirm>
      )}
    </>
  );
}
