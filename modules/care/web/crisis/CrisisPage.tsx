import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { ClientPicker } from '../../../pathway/web/index.ts';
import type { care } from '../../contract.ts';
import { teams } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../care.module.css';
import { AlertNotices } from './AlertNotices.tsx';
import { AlertSheet } from './AlertSheet.tsx';
import { CallClient, CallList, useWhen } from './CallList.tsx';
import { CrisisForm } from './CrisisForm.tsx';

type Sheet = OutputOf<typeof care.operations.crisisSheet>;

/** Who is in a crisis? By name; the page for everybody else is one tap from their record. */
export function ChooseCrisisPage() {
  const t = useWords(words);
  const go = useGo();
  const lines = useQuery({ queryKey: ['care.listCrisisLines'], queryFn: () => api.listCrisisLines({}) });
  return (
    <Page title={t('crisis.title')} lede={t('crisis.who')} stage="deliver" width="narrow">
      <Stack>
        <ClientPicker onChoose={({ clientId }) => go(`/crisis/${clientId}`)} autoFocus />
        <Panel title={t('crisis.call')}>
          <Answer of={lines}>
            {({ rows }) =>
              rows.length === 0 ? (
                <p className={classes['quiet']}>{t('crisis.noLines')}</p>
              ) : (
                <CallList lines={rows} />
              )
            }
          </Answer>
        </Panel>
      </Stack>
    </Page>
  );
}

/** A crisis of one client: what helps, whom to call, what was done. Made for one thumb. */
export function CrisisPage() {
  const t = useWords(words);
  const go = useGo();
  const clientId = useParam('clientId');
  const asked = useQuery({
    queryKey: ['care.crisisSheet', clientId],
    queryFn: () => api.crisisSheet({ clientId }),
  });
  const name = asked.data?.clientName ?? '';
  return (
    <Page
      title={name === '' ? t('crisis.title') : t('crisis.titleFor', { name })}
      stage="deliver"
      width="narrow"
      back={{ to: `/clients/${clientId}`, label: name || t('team.client') }}
    >
      <Answer of={asked} waiting={<Skeletons shape="page" />}>
        {(sheet) => (
          <Stack>
            <AlertNotices clientId={clientId} alerts={sheet.alerts} />
            <SafetyPlans sheet={sheet} />
            <Panel title={t('crisis.call')} stage="deliver">
              {sheet.lines.length === 0 && <p className={classes['quiet']}>{t('crisis.noLines')}</p>}
              <CallList lines={sheet.lines} />
              {sheet.phone !== null && <CallClient name={sheet.clientName} phone={sheet.phone} />}
            </Panel>
            <Panel title={t('crisis.done')} stage="deliver">
              <CrisisForm clientId={clientId} onDone={() => go(`/clients/${clientId}`)} />
            </Panel>
            <NewAlert clientId={clientId} />
            <Past sheet={sheet} />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function SafetyPlans(props: { sheet: Sheet }) {
  const t = useWords(words);
  const { plans } = props.sheet;
  if (plans.length === 0)
    return (
      <Notice tone="warn" live={false}>
        {t('crisis.noPlan')}
      </Notice>
    );
  return (
    <Panel title={t('plan.safety')} stage="deliver">
      {plans.map((plan) => (
        <div key={plan.id}>
          {!plan.mine && <Badge>{t('plan.elsewhere')}</Badge>}
          <p className={classes['words']}>{plan.words}</p>
        </div>
      ))}
    </Panel>
  );
}

function NewAlert(props: { clientId: string }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <Row>
      <Button icon="warning" onClick={() => setOpen(true)}>
        {t('alert.add')}
      </Button>
      {open && <AlertSheet clientId={props.clientId} onClose={() => setOpen(false)} />}
    </Row>
  );
}

function Past(props: { sheet: Sheet }) {
  const t = useWords(words);
  const when = useWhen();
  const { past } = props.sheet;
  if (past.length === 0) return null;
  return (
    <Panel title={t('crisis.past')}>
      <Timeline
        label={t('crisis.past')}
        items={past.map((one) => {
          const team = teams.find((known) => known === one.team);
          return {
            id: one.id,
            when: when(one.happenedAt),
            title: one.done.map((step) => t(`crisis.step.${step}`)).join(' · '),
            by: one.authorName,
            badge: team && <Badge>{t(`team.${team}`)}</Badge>,
            body: one.note && <p className={classes['words']}>{one.note}</p>,
          };
        })}
      />
    </Panel>
  );
}
