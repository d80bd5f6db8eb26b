import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useRead } from '../api.ts';
import classes from '../network.module.css';
import { sharers } from '../seen.ts';

type Props = { readonly alertId: string; readonly title: string; readonly mine: boolean };
type Reach = NonNullable<Awaited<ReturnType<typeof api.alertReach>>['shared']>;

/** Under an alert of one's own site: lets every community read it, says who has, and takes it back. */
export function ShareAlert({ alertId, title, mine }: Props) {
  const t = useWords(words);
  const { sees } = useSession();
  const [asking, setAsking] = useState(false);
  const { act, renew } = useAct();
  const may = mine && sees(sharers);
  const asked = useQuery({
    queryKey: ['network.alertReach', alertId],
    queryFn: () => api.alertReach({ id: alertId }),
    enabled: mine,
  });
  const shared = asked.data?.shared;
  if (!mine || shared === undefined) return null;
  const share = async () => {
    await api.shareAlert({ id: alertId });
    await renew();
  };
  return (
    <Stack gap={2}>
      {shared && <Reached reach={shared} />}
      {may && (
        <Row>
          {shared ? (
            <Button
              kind="plain"
              label={t('alert.takeBackOf', { title })}
              onClick={() => void act(() => api.takeBackAlert({ id: alertId }), t('alert.takenBack'))}
            >
              {t('alert.takeBack')}
            </Button>
          ) : (
            <Button label={t('alert.shareOf', { title })} onClick={() => setAsking(true)}>
              {t('alert.share')}
            </Button>
          )}
        </Row>
      )}
      {asking && (
        <Confirm
          open
          onClose={() => setAsking(false)}
          title={t('alert.shareTitle')}
          yes={t('alert.share')}
          onYes={share}
        >
          {t('alert.shareQuestion', { title })}
        </Confirm>
      )}
    </Stack>
  );
}

function Reached({ reach }: { reach: Reach }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const count = reach.seen.length + reach.waiting.length;
  return (
    <section aria-label={t('alert.reach')} className={classes['reach']}>
      <Row gap={1}>
        <Badge tone="info">{t('alert.shared')}</Badge>
        <span>
          {count === 0 ? t('alert.nowhere') : t('alert.seenCount', { seen: reach.seen.length, count })}
        </span>
      </Row>
      <ul>
        {reach.waiting.map((one) => (
          <li key={`${read(one.community)} ${read(one.site)}`}>
            {t('alert.notYet', { site: read(one.site), community: read(one.community) })}
          </li>
        ))}
        {reach.seen.map((one) => (
          <li key={`${read(one.community)} ${read(one.site)}`} className={classes['soft']}>
            {t('alert.seenAt', {
              site: read(one.site),
              community: read(one.community),
              day: format.day(one.seenOn),
            })}
          </li>
        ))}
      </ul>
      <p className={classes['soft']}>{t('alert.unlisted')}</p>
    </section>
  );
}
