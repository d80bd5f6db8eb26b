import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ReceivedAlert } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useRead } from '../api.ts';
import classes from '../network.module.css';

type Site = ReceivedAlert['sites'][number];

function useReceived() {
  return useQuery({
    queryKey: ['network.listReceivedAlerts'],
    queryFn: () => api.listReceivedAlerts({}),
  });
}

/** Every alert of another community that reaches a site here. */
export function ReceivedAlerts() {
  const t = useWords(words);
  const rows = useReceived().data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Stack gap={3}>
      <h2>{t('alert.received')}</h2>
      {rows.map((alert) => (
        <ReceivedCard key={`${alert.communityId}/${alert.id}`} alert={alert} />
      ))}
    </Stack>
  );
}

/** On the first screen of the day: alerts from elsewhere that a site of one's own has not seen. */
export function ReceivedToday() {
  const t = useWords(words);
  const rows = (useReceived().data?.rows ?? []).filter(({ sites }) =>
    sites.some((site) => site.mine && site.seenOn === null),
  );
  if (rows.length === 0) return null;
  return (
    <Stack gap={3}>
      <h2 className="visually-hidden">{t('alert.received')}</h2>
      {rows.slice(0, 3).map((alert) => (
        <ReceivedCard key={`${alert.communityId}/${alert.id}`} alert={alert} />
      ))}
    </Stack>
  );
}

function ReceivedCard({ alert }: { alert: ReceivedAlert }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const from = t('alert.from', {
    site: read(alert.site),
    community: read(alert.community),
    day: format.day(alert.seenOn),
  });
  return (
    <Panel title={alert.title} hint={from} actions={<Badge tone="warn">{read(alert.kind)}</Badge>}>
      <Stack gap={2}>
        {alert.concerns.length > 0 && (
          <Row gap={1}>
            {alert.concerns.map((one) => (
              <Badge key={one.en}>{read(one)}</Badge>
            ))}
          </Row>
        )}
        <p className={classes['alertBody']} lang={alert.language}>
          {alert.body}
        </p>
        <ul className={classes['plain']} aria-label={t('alert.here')}>
          {alert.sites.map((site) => (
            <SiteLine key={site.id} alert={alert} site={site} />
          ))}
        </ul>
      </Stack>
    </Panel>
  );
}

function SiteLine({ alert, site }: { alert: ReceivedAlert; site: Site }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { busy, failure, act } = useAct();
  const name = read(site.name);
  const { communityId, id: alertId, title } = alert;
  const seen = () => api.acknowledgeAlert({ id: newId(), communityId, alertId, siteId: site.id });
  if (site.seenOn !== null)
    return <li>{t('alert.siteSeen', { site: name, day: format.day(site.seenOn) })}</li>;
  if (!site.mine) return <li>{t('alert.siteNotYet', { site: name })}</li>;
  return (
    <li>
      <Button
        busy={busy}
        label={t('alert.acknowledgeOf', { site: name, title })}
        onClick={() => void act(seen, t('alert.acknowledged'))}
      >
        {t('alert.acknowledge', { site: name })}
      </Button>
      <span className={classes['soft']}> {t('alert.acknowledgeHint')}</span>
      <Failure of={failure} while="doing" />
    </li>
  );
}
