import { useState } from 'react';
import { addDays } from '../../../../kernel/time.ts';
import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { SeriesChart } from '../../../measures/web/index.ts';
import type { AdaptationShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useMeasures, useRead, useSiteNames } from '../api.ts';
import { AdaptationLines } from './AdaptationLines.tsx';
import { AdaptationSheet } from './AdaptationSheet.tsx';
import { today } from './telling.ts';
import { useAdaptations } from './useAdaptations.ts';

/** What was changed in the programs themselves, site by site, and a figure of the site with each change marked on it. */
export function AdaptationsPage() {
  const t = useWords(words);
  const { sites } = useMe();
  const names = useSiteNames();
  const asked = useAdaptations();
  const [telling, setTelling] = useState(false);
  const [site, chooseSite] = useAddressChoice('site', sites[0]?.id ?? '');
  const note = sites.length > 0 && (
    <Button kind="primary" icon="plus" onClick={() => setTelling(true)}>
      {t('adapt.note')}
    </Button>
  );
  return (
    <Page
      title={t('adapt.title')}
      lede={t('adapt.lede')}
      stage="change"
      back={{ to: '/change', label: t('change.title') }}
      actions={note || undefined}
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" />}>
        {({ adaptations }) => (
          <Stack gap={4}>
            <SelectField
              label={t('change.site')}
              options={[...names].map(([value, label]) => ({ value, label }))}
              value={site || null}
              onChange={(chosen) => chooseSite(chosen ?? '')}
            />
            <Here
              site={site}
              rows={adaptations.filter(({ siteId }) => siteId === site)}
              correct={sites.some(({ id }) => id === site)}
            />
          </Stack>
        )}
      </Answer>
      {telling && <AdaptationSheet onClose={() => setTelling(false)} />}
    </Page>
  );
}

function Here(props: { site: string; rows: readonly AdaptationShown[]; correct: boolean }) {
  const t = useWords(words);
  const { site, rows } = props;
  if (rows.length === 0) return <EmptyState title={t('adapt.none')} hint={t('adapt.noneHint')} />;
  return (
    <>
      <Figure site={site} rows={rows} />
      <AdaptationLines rows={rows} correct={props.correct} />
    </>
  );
}

/** A figure of the site from half a year before its first change, each change marked where it began. */
function Figure(props: { site: string; rows: readonly AdaptationShown[] }) {
  const t = useWords(words);
  const read = useRead();
  const measures = useMeasures().data?.measures ?? [];
  const [measure, choose] = useAddressChoice('measure', '');
  const first = props.rows.map(({ beganOn }) => beganOn).sort()[0] ?? today();
  const chosen = measures.find(({ key }) => key === measure);
  return (
    <Panel title={t('adapt.figure')} hint={t('adapt.figureHint')}>
      <Stack gap={3}>
        <SelectField
          label={t('trial.measure')}
          placeholder={t('adapt.chooseMeasure')}
          options={measures.map((one) => ({ value: one.key, label: read(one.name) }))}
          value={chosen?.key ?? null}
          onChange={(key) => choose(key ?? '')}
        />
        {chosen && (
          <SeriesChart
            measure={chosen.key}
            siteId={props.site}
            from={addDays(first, -180)}
            to={today()}
            marks={props.rows.map(({ beganOn, statement }) => ({ on: beganOn, label: statement }))}
          />
        )}
      </Stack>
    </Panel>
  );
}
