import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice, type Tone } from '../../../../ui/page/Notice.tsx';
import type { AlertLine } from '../../asks/crisis.ts';
import type { AlertLevel } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import classes from '../care.module.css';
import { AlertSheet } from './AlertSheet.tsx';

const tones: Readonly<Record<AlertLevel, Tone>> = { high: 'bad', raised: 'warn', watch: 'info' };

/** The alerts of a client, above everything else. */
export function AlertNotices(props: { clientId: string; alerts: readonly AlertLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const [changing, setChanging] = useState<AlertLine | undefined>(undefined);
  if (props.alerts.length === 0) return null;
  return (
    <Stack gap={2}>
      {props.alerts.map((alert) => (
        <Notice
          key={alert.id}
          tone={tones[alert.level]}
          live={false}
          title={t('alert.line', {
            kind: t(`alert.kind.${alert.kind}`),
            level: t(`alert.level.${alert.level}`),
          })}
          actions={
            <Button size="small" kind="plain" onClick={() => setChanging(alert)}>
              {t('alert.change')}
            </Button>
          }
        >
          <p className={classes['words']}>{alert.words}</p>
          <p className={classes['quiet']}>
            {t('alert.by', { who: alert.authorName, when: format.ago(alert.since) })}
            {alert.reviewOn !== null && ` · ${t('alert.review', { day: format.day(alert.reviewOn) })}`}
          </p>
        </Notice>
      ))}
      {changing && (
        <AlertSheet
          key={changing.id}
          clientId={props.clientId}
          alert={changing}
          onClose={() => setChanging(undefined)}
        />
      )}
    </Stack>
  );
}
