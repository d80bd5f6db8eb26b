import { Panels } from '../../../kernel/web/panels.tsx';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Figure } from '../../../ui/data/Figure.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Grid, Row, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api, useFigure, useRead } from './api.ts';
import { Behind } from './Behind.tsx';
import { figureAside } from './places.ts';
import { SeriesChart } from './SeriesChart.tsx';

const day = (offsetMonths: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offsetMonths, 1))
    .toISOString()
    .slice(0, 10);
};

/** The figures of a site or of all one answers for, this month, each opening its course and the records behind it. */
export function FiguresPage() {
  const t = useWords(words);
  const me = useMe();
  const [site, chooseSite] = useAddressChoice('site', '');
  const [chosen, choose] = useAddressChoice('measure', '');
  const siteId = site === '' ? null : site;
  const [from, to] = [day(-2), day(1)];
  const asked = useQuery({
    queryKey: ['measures.totals', siteId, from, to],
    queryFn: () => api.totals({ siteId, from, to }),
  });
  return (
    <Page title={t('figures.title')} lede={t('figures.lede')} stage="understand" width="wide">
      <Stack gap={4}>
        {me.sites.length > 1 && (
          <SelectField
            label={t('figures.site')}
            options={[
              { value: '', label: t('figures.allSites') },
              ...me.sites.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={site}
            onChange={(value) => chooseSite(value ?? '')}
          />
        )}
        {chosen !== '' && <Opened measure={chosen} siteId={siteId} period={{ from, to }} />}
        <Answer of={asked} waiting={<Skeletons shape="cards" count={8} />}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState title={t('figures.empty')} hint={t('figures.emptyHint')} />
            ) : (
              <Figures rows={rows} onOpen={choose} />
            )
          }
        </Answer>
      </Stack>
    </Page>
  );
}

type Totals = Awaited<ReturnType<typeof api.totals>>['rows'];

/** The figures, with those that have nothing to count from named below the others. */
function Figures(props: { rows: Totals; onOpen: (key: string) => void }) {
  const t = useWords(words);
  const read = useRead();
  const figure = useFigure();
  const counted = props.rows.filter(({ value }) => value !== null);
  const empty = props.rows.filter(({ value }) => value === null);
  return (
    <Stack gap={4}>
      <Grid least="normal">
        {counted.map(({ measure, value }) => (
          <Figure
            key={measure.key}
            label={read(measure.name)}
            value={figure(value, measure.format)}
            unit={measure.format === 'count' && value === 1 ? undefined : unitOf(read(measure.unit))}
            onOpen={() => props.onOpen(measure.key)}
          />
        ))}
      </Grid>
      {empty.length > 0 && (
        <Panel title={t('figures.without')} hint={t('figures.withoutHint')}>
          <Row gap={2}>
            {empty.map(({ measure }) => (
              <Button key={measure.key} size="small" onClick={() => props.onOpen(measure.key)}>
                {read(measure.name)}
              </Button>
            ))}
          </Row>
        </Panel>
      )}
    </Stack>
  );
}

const unitOf = (said: string) => said.replace(/^%\s*/u, '');

function Opened(props: { measure: string; siteId: string | null; period: { from: string; to: string } }) {
  const t = useWords(words);
  const read = useRead();
  const asked = useQuery({ queryKey: ['measures.listMeasures'], queryFn: () => api.listMeasures({}) });
  const measure = asked.data?.measures.find((one) => one.key === props.measure);
  return (
    <Panel
      title={measure ? read(measure.name) : t('figures.title')}
      hint={measure && read(measure.rule)}
      stage="understand"
    >
      <Stack gap={3}>
        <SeriesChart measure={props.measure} siteId={props.siteId} from={day(-17)} to={props.period.to} />
        <Panels at={figureAside} with={{ measure: props.measure, siteId: props.siteId }} />
        <Behind measure={props.measure} siteId={props.siteId} {...props.period} />
      </Stack>
    </Panel>
  );
}
