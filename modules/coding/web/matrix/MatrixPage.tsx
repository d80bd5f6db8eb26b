import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { HeatMatrix } from '../../../../ui/chart/HeatMatrix.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { Group } from '../../asked/groups.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook, useCodebook, useSites, useStudies } from '../api.ts';
import { GroupField } from './GroupField.tsx';
import { anySite, cellOf, sumsOf } from './heat.ts';
import { type Asked, QuotesSheet } from './QuotesSheet.tsx';

/** What helps and what hinders, where: constructs or domains by site; every cell opens its quotes. */
export function MatrixPage() {
  const t = useWords(words);
  const studies = useStudies();
  const [asked, choose] = useAddressChoice('study', '');
  const [by, setBy] = useAddressChoice('by', 'construct');
  const rows = studies.data?.rows ?? [];
  const study = rows.find((row) => row.id === asked) ?? rows[0];
  const codebook = useCodebook(study);
  return (
    <Page title={t('matrix.title')} lede={t('matrix.lede')} stage="understand" width="wide">
      <Answer of={studies}>
        {() =>
          study === undefined ? (
            <EmptyState
              title={t('matrix.noStudy')}
              hint={t('matrix.noStudyHint')}
              action={<ButtonLink to="/studies">{t('text.studies')}</ButtonLink>}
            />
          ) : (
            <Stack gap={4}>
              <FieldRow>
                <SelectField
                  label={t('matrix.study')}
                  options={rows.map((row) => ({ value: row.id, label: row.title }))}
                  value={study.id}
                  onChange={(id) => choose(id ?? '')}
                />
                <ChoiceField
                  label={t('matrix.by')}
                  choices={[
                    { value: 'construct', label: t('matrix.byConstruct') },
                    { value: 'domain', label: t('matrix.byDomain') },
                  ]}
                  value={by}
                  onChange={setBy}
                />
              </FieldRow>
              {codebook ? (
                <Heat
                  key={study.id}
                  studyId={study.id}
                  by={by === 'domain' ? 'domain' : 'construct'}
                  codebook={codebook}
                />
              ) : (
                <Skeletons shape="rows" count={8} />
              )}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}

function Heat(props: { studyId: string; by: 'domain' | 'construct'; codebook: Codebook }) {
  const t = useWords(words);
  const { studyId, by, codebook } = props;
  const { sees } = useSession();
  const sites = useSites();
  const [within, setWithin] = useState<Group | undefined>(undefined);
  const [opened, setOpened] = useState<Asked | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['coding.heatMap', studyId, by, within ?? null],
    queryFn: () => api.heatMap({ study: studyId, by, ...(within ? { within } : {}) }),
  });
  const narrowed = sees(['evaluator', 'steward']) && (
    <GroupField studyId={studyId} value={within} onChange={setWithin} />
  );
  return (
    <>
      {narrowed}
      <Answer of={asked} waiting={<Skeletons shape="rows" count={8} />}>
        {({ cells }) => {
          if (cells.length === 0 && within)
            return <EmptyState title={t('matrix.noneWithin')} hint={t('matrix.noneWithinHint')} />;
          if (cells.length === 0)
            return (
              <EmptyState
                title={t('matrix.none')}
                hint={t('matrix.noneHint')}
                action={<ButtonLink to={`/studies/${studyId}`}>{t('matrix.toTexts')}</ButtonLink>}
              />
            );
          const sums = sumsOf(cells);
          const keys = codebook.codes.filter((entry) => sums.keys.has(entry.code));
          const columns = [...sites, { id: anySite, name: t('matrix.noSite') }].filter((site) =>
            sums.sites.has(site.id),
          );
          const nameOf = (siteId: string) => columns.find((column) => column.id === siteId)?.name ?? '';
          return (
            <>
              <HeatMatrix
                caption={t('matrix.title')}
                corner={t(by === 'domain' ? 'matrix.byDomain' : 'matrix.byConstruct')}
                rows={keys.map((entry) => ({
                  id: entry.code,
                  label: codebook.nameOf(entry.code),
                  group:
                    by === 'domain' ? undefined : codebook.above(entry.code).split(' › ')[0] || undefined,
                }))}
                columns={columns.map(({ id, name }) => ({ id, label: name }))}
                cell={(key, site) => {
                  const sum = sums.at(key, site);
                  return (
                    sum &&
                    cellOf(
                      sum,
                      sums.most,
                      t('matrix.cell', { row: codebook.nameOf(key), site: nameOf(site), ...sum }),
                    )
                  );
                }}
                onOpen={(key, site) =>
                  setOpened({
                    study: studyId,
                    by,
                    key,
                    siteId: site === anySite ? null : site,
                    ...(within ? { within } : {}),
                    title: `${codebook.nameOf(key)} · ${nameOf(site)}`,
                  })
                }
              />
              <p>{t('matrix.legend')}</p>
              <QuotesSheet asked={opened} codebook={codebook} onClose={() => setOpened(undefined)} />
            </>
          );
        }}
      </Answer>
    </>
  );
}
