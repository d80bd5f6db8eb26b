import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { type HeatCell, HeatMatrix } from '../../../../ui/chart/HeatMatrix.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import type { Rating } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { sumsOf } from '../matrix/heat.ts';
import { DistinctionSheet } from './DistinctionSheet.tsx';
import { RatingSheet } from './RatingSheet.tsx';
import { apartAt, type Shared, written } from './shared.ts';
import { SubjectsField, useSubjects } from './Subjects.tsx';

const apart = 'apart';
const marks = { strong: '**', weak: '*', no: '–', insufficient: 'I' } as const;

/** Constructs by sites: the team's rating (or what analysts say until then), the passages behind it, and what sets sites apart. */
export function RatingMatrix(props: Shared) {
  const t = useWords(words);
  const { study, found, sites, codebook } = props;
  const [rapid, setRapid] = useState(false);
  const [opened, setOpened] = useState<{ construct: string; column: string } | undefined>(undefined);
  const of = useSubjects(props);
  const { subjects } = of;
  const heat = useQuery({
    queryKey: ['coding.heatMap', study, 'construct'],
    queryFn: () => api.heatMap({ study, by: 'construct' }),
  });
  const sums = sumsOf(heat.data?.cells ?? []);
  const cells = Map.groupBy(found.rows, (row) => `${row.construct} ${row.participantId ?? row.siteId}`);
  const verdicts = new Map(found.distinctions.map((one) => [one.construct, one]));
  const touched = new Set([...found.rows.map((row) => row.construct), ...sums.keys]);
  const constructs = codebook.codes.filter(
    (entry) => entry.kind !== 'domain' && (rapid ? entry.kind === 'construct' : touched.has(entry.code)),
  );
  const at = subjects.find((one) => one.id === opened?.column);
  if (sites.length === 0) return <EmptyState title={t('rating.noSites')} hint={t('rating.noSitesHint')} />;
  const cell = (construct: string, column: string): HeatCell | undefined => {
    if (column === apart) {
      const one = verdicts.get(construct);
      if (one === undefined) return undefined;
      const label = t('rating.apartCell', {
        construct: codebook.nameOf(construct),
        verdict: t(`apart.${one.verdict}`),
      });
      return {
        shown: marks[one.verdict],
        level: one.verdict === 'strong' ? 3 : one.verdict === 'weak' ? 1 : 0,
        label,
      };
    }
    const passages = sums.at(construct, column)?.all ?? 0;
    const subject = subjects.find((one) => one.id === column);
    if (subject === undefined) return undefined;
    const waits = apartAt(found, construct, subject) !== undefined;
    return ratedCell(cells.get(`${construct} ${column}`) ?? [], { passages, waits }, (said) =>
      t('rating.cell', { construct: codebook.nameOf(construct), site: subject.name, said, passages }),
    );
  };
  return (
    <Stack gap={4}>
      <SubjectsField of={of} />
      <CheckField
        label={t('rating.rapid')}
        hint={t('rating.rapidHint')}
        checked={rapid}
        onChange={setRapid}
      />
      {constructs.length === 0 ? (
        <EmptyState plain title={t('rating.none')} hint={t('rating.noneHint')} />
      ) : (
        <HeatMatrix
          caption={t('rating.title')}
          corner={t('matrix.byConstruct')}
          rows={constructs.map((entry) => ({
            id: entry.code,
            label: codebook.nameOf(entry.code),
            group: codebook.above(entry.code).split(' › ')[0] || undefined,
          }))}
          columns={[
            ...subjects.map(({ id, name }) => ({ id, label: name })),
            ...(of.kind === 'site'
              ? [{ id: apart, label: t('rating.apart'), hint: t('rating.apartHint') }]
              : []),
          ]}
          cell={cell}
          onOpen={(construct, column) => setOpened({ construct, column })}
        />
      )}
      <p>{t('rating.legend')}</p>
      {opened?.column === apart && (
        <DistinctionSheet {...props} construct={opened.construct} onClose={() => setOpened(undefined)} />
      )}
      {opened !== undefined && at !== undefined && (
        <RatingSheet
          {...props}
          construct={opened.construct}
          subject={at}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Stack>
  );
}

function ratedCell(
  ratings: readonly Rating[],
  { passages, waits }: { passages: number; waits: boolean },
  labelled: (said: string) => string,
): HeatCell {
  const team = ratings.find((one) => one.layer === 'consensus');
  const own = ratings.flatMap((one) => (one.layer === 'analyst' && one.value !== null ? [one.value] : []));
  const rated = team !== undefined && team.value !== null;
  const said = rated ? written(team.value) : [...own.map(written), ...(waits ? ['…'] : [])].join(' / ');
  const shown = [said || '·', passages > 0 ? `(${passages})` : ''].filter(Boolean).join(' ');
  const value = team?.value ?? (new Set(own).size === 1 ? own[0] : own.length > 0 ? 'X' : undefined);
  const label = labelled(said || '–');
  if (value === undefined || value === 'M') return { shown, level: 0, label };
  if (value === 'X' || value === '0')
    return { shown, level: 1, label, leaning: value === 'X' ? 'both' : undefined };
  return {
    shown,
    level: Math.abs(Number(value)) === 2 ? 4 : 2,
    label,
    leaning: Number(value) < 0 ? 'against' : 'for',
  };
}
