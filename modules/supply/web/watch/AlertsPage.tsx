import { useState } from 'react';
import { Panels } from '../../../../kernel/web/panels.tsx';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { alertsPlace } from '../places.ts';
import { SupplyNav } from '../SupplyNav.tsx';
import { AlertCard } from './AlertCard.tsx';
import { AlertSheet } from './AlertSheet.tsx';

/** Alerts about the drug supply for one's own sites. */
export function AlertsPage() {
  const t = useWords(words);
  const [all, setAll] = useState(false);
  const [sending, setSending] = useState(false);
  const asked = useQuery({
    queryKey: ['supply.listAlerts', all],
    queryFn: () => api.listAlerts({ all }),
  });
  const send = (
    <Button kind="primary" icon="plus" onClick={() => setSending(true)}>
      {t('alerts.send')}
    </Button>
  );
  return (
    <Page title={t('alerts.title')} lede={t('alerts.lede')} stage="deliver" actions={send}>
      <SupplyNav />
      <Stack>
        <Panels at={alertsPlace} with={{}} />
        <CheckField label={t('alerts.all')} checked={all} onChange={setAll} />
        <Answer of={asked} waiting={<Skeletons shape="cards" />}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState title={t('alerts.none')} hint={t('alerts.noneHint')} />
            ) : (
              rows.map((alert) => <AlertCard key={alert.id} alert={alert} />)
            )
          }
        </Answer>
      </Stack>
      {sending && <AlertSheet onClose={() => setSending(false)} />}
    </Page>
  );
}
