import { addDays } from '../../../../kernel/time.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Figure } from '../../../../ui/data/Figure.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Grid, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useRecordWords, useSiteProgram } from '../api.ts';

const monthsBack = -91;

/** Whether clients find the dose enough, how often less is given than was wanted, and what cannot be had. */
export function SiteFigures(props: { siteId: string }) {
  const t = useWords(words);
  const { siteId } = props;
  const programCode = useSiteProgram(siteId);
  const list = useRecordWords();
  const wishes = useQuery({
    queryKey: ['supply.siteWishes', siteId],
    queryFn: () => api.siteWishes({ siteId }),
  });
  return (
    <Panel title={t('figures.title')}>
      <Stack>
        {programCode && <Enough siteId={siteId} programCode={programCode} />}
        <Answer of={wishes}>
          {({ rows }) =>
            rows.length > 0 && (
              <DataList
                caption={t('figures.wishes')}
                rows={rows}
                rowKey={(row) => row.wishCode}
                columns={[
                  { key: 'what', label: t('figures.wishes'), show: (row) => list.name(row.wishCode) },
                  { key: 'clients', label: t('figures.clients'), numeric: true, show: (row) => row.clients },
                ]}
              />
            )
          }
        </Answer>
      </Stack>
    </Panel>
  );
}

function Enough(props: { siteId: string; programCode: string }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const since = addDays(todayHere(), monthsBack);
  const asked = useQuery({
    queryKey: ['supply.siteSufficiency', props.siteId, props.programCode, since],
    queryFn: () => api.siteSufficiency({ ...props, since }),
  });
  return (
    <Answer of={asked}>
      {({ yes, no, band, prescriptions: { saidWanted, belowWanted } }) => (
        <Grid>
          <Figure
            label={t('figures.enough')}
            value={yes + no === 0 ? '–' : format.percent(yes / (yes + no))}
            note={
              band === null
                ? t('figures.noAnswers')
                : t('figures.enoughNote', { yes, all: yes + no, band: read(band.name) })
            }
          />
          <Figure
            label={t('figures.below')}
            value={saidWanted === 0 ? '–' : format.percent(belowWanted / saidWanted)}
            note={t('figures.belowNote', { below: belowWanted, all: saidWanted })}
          />
        </Grid>
      )}
    </Answer>
  );
}
