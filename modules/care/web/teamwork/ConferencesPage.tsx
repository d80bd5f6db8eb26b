import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Figure } from '../../../../ui/data/Figure.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';

/** Case conferences at one's sites, and how much time clinicians gave. */
export function ConferencesPage() {
  const t = useWords(words);
  const format = useFormat();
  const { sites } = useMe();
  const [planning, setPlanning] = useState(false);
  const asked = useQuery({ queryKey: ['care.listConferences'], queryFn: () => api.listConferences({}) });
  const plan = (
    <Button kind="primary" icon="plus" onClick={() => setPlanning(true)}>
      {t('conference.plan')}
    </Button>
  );
  return (
    <Page title={t('conference.title')} lede={t('conference.lede')} stage="deliver" actions={plan}>
      <Answer of={asked}>
        {({ rows, clinicianMinutes }) => (
          <Stack>
            <Figure
              label={t('conference.time')}
              value={format.number(Math.round(clinicianMinutes / 6) / 10)}
              unit={t('conference.hours')}
              note={t('conference.timeNote')}
            />
            <Panel>
              <DataList
                caption={t('conference.title')}
                rows={rows}
                rowKey={(row) => row.id}
                to={(row) => `/conferences/${row.id}`}
                columns={[
                  { key: 'day', label: t('conference.day'), show: (row) => format.day(row.heldOn) },
                  {
                    key: 'site',
                    label: t('line.site'),
                    show: (row) => sites.find((site) => site.id === row.siteId)?.name ?? '',
                  },
                  {
                    key: 'clients',
                    label: t('conference.clients'),
                    numeric: true,
                    show: (row) => row.clients,
                  },
                  {
                    key: 'state',
                    label: t('conference.state'),
                    show: (row) => (
                      <Badge tone={row.state === 'held' ? 'good' : 'info'}>
                        {t(`conference.${row.state}`)}
                      </Badge>
                    ),
                  },
                ]}
                empty={
                  <EmptyState title={t('conference.none')} hint={t('conference.noneHint')} action={plan} />
                }
              />
            </Panel>
          </Stack>
        )}
      </Answer>
      {planning && <PlanSheet onClose={() => setPlanning(false)} />}
    </Page>
  );
}

function PlanSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const go = useGo();
  const { sites } = useMe();
  const [id] = useState(() => newId());
  const [heldOn, setDay] = useState(todayHere());
  const [siteId, setSite] = useState(sites[0]?.id ?? '');
  const { busy, failure, save } = useSaved(() => go(`/conferences/${id}`));
  return (
    <SheetForm
      title={t('conference.plan')}
      onClose={props.onClose}
      onSubmit={() => void save(() => api.planConference({ id, siteId, heldOn }), t('conference.planned_'))}
      busy={busy}
      failure={failure}
    >
      <DayField label={t('conference.day')} value={heldOn} onChange={setDay} />
      {sites.length > 1 && (
        <SelectField
          label={t('line.site')}
          options={sites.map((one) => ({ value: one.id, label: one.name }))}
          value={siteId}
          onChange={(value) => setSite(value ?? '')}
        />
      )}
    </SheetForm>
  );
}
