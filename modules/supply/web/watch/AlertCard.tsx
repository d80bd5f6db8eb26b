import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Panels } from '../../../../kernel/web/panels.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import type { AlertLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useClasses, useRecordWords, useSupplyChanged } from '../api.ts';
import { alertAside } from '../places.ts';
import classes from '../supply.module.css';

/** One alert: what was seen, where, for whom, and who has read it. */
export function AlertCard(props: { alert: AlertLine }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const list = useRecordWords();
  const { alert } = props;
  const [ending, setEnding] = useState(false);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: () => undefined });
  const sites = alert.sites.length === 0 ? t('alerts.everySite') : alert.sites.map(read).join(', ');
  const from = t('alerts.from', { site: read(alert.fromSite), day: format.day(alert.seenOn), sites });
  const seen = () => api.readAlert({ id: newId(), alertId: alert.id });
  const end = () => api.endAlert({ id: alert.id, version: alert.version, endedOn: todayHere() });
  return (
    <Panel title={alert.title} hint={from} actions={<Badge tone="warn">{list.name(alert.kindCode)}</Badge>}>
      <Stack gap={2}>
        <p className={classes['words']} lang={alert.language}>
          {alert.body}
        </p>
        <Concerned codes={alert.concerns} />
        <Row>
          {alert.readByMe ? (
            <Badge tone="good">{t('alerts.readByMe')}</Badge>
          ) : (
            <Button
              busy={busy}
              onClick={() => void act(seen, t('alerts.readByMe'))}
              label={t('alerts.readOf', { title: alert.title })}
            >
              {t('alerts.read')}
            </Button>
          )}
          {alert.readers > 0 && (
            <span className={classes['quiet']}>{t('alerts.readBy', { count: alert.readers })}</span>
          )}
          {alert.mine && alert.endedOn === null && (
            <Button
              kind="plain"
              onClick={() => setEnding(true)}
              label={t('alerts.endOf', { title: alert.title })}
            >
              {t('alerts.end')}
            </Button>
          )}
        </Row>
        {alert.unread.length > 0 && alert.endedOn === null && (
          <p className={classes['quiet']}>
            {t('alerts.unreadAt', { sites: alert.unread.map(read).join(', ') })}
          </p>
        )}
        {alert.endedOn === null && (
          <Panels at={alertAside} with={{ alertId: alert.id, title: alert.title, mine: alert.mine }} />
        )}
        <Failure of={failure} while="doing" />
        <Confirm
          open={ending}
          onClose={() => setEnding(false)}
          title={t('alerts.endTitle')}
          yes={t('alerts.end')}
          onYes={() => act(end, t('alerts.ended'))}
        >
          {t('alerts.endQuestion', { title: alert.title })}
        </Confirm>
      </Stack>
    </Panel>
  );
}

function Concerned(props: { codes: readonly string[] }) {
  const read = useRead();
  const classNames = useClasses();
  if (props.codes.length === 0) return null;
  return (
    <Row gap={1}>
      {classNames
        .filter((one) => props.codes.includes(one.code))
        .map((one) => (
          <Badge key={one.code}>{read(one.name)}</Badge>
        ))}
    </Row>
  );
}
