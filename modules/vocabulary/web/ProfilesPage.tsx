import { useQuery } from '../../../kernel/web/queries.ts';
import { useAddressChoice, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { type Column, DataList } from '../../../ui/data/DataList.tsx';
import { Figure } from '../../../ui/data/Figure.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Grid, Stack } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { OutputOf } from '../../../kernel/contract.ts';
import type { vocabulary } from '../contract.ts';
import type { Profile } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, published, useRead } from './api.ts';
import { ProfileDetail } from './ProfileDetail.tsx';
import classes from './vocabulary.module.css';

/** The profiles with the code systems that name what they hold. */
export type Explained = OutputOf<(typeof vocabulary)['operations']['getProfiles']>;

/** Anonymous programs side by side, with the figures of the published table; one opens in full. */
export function ProfilesPage() {
  const t = useWords(words);
  const read = useRead();
  const [program, key] = [useParam('key'), useParam('profiles')];
  const [chosen] = useAddressChoice('program', '');
  const asked = useQuery({
    queryKey: ['vocabulary.getProfiles', key],
    queryFn: () => api.getProfiles({ key }),
    ...published,
  });
  return (
    <Page
      title={asked.data ? read(asked.data.profiles.name) : t('programs.title')}
      lede={t('profiles.lede')}
      width="wide"
      stage="deliver"
      back={{ to: `/programs/${program}`, label: t('programs.title') }}
    >
      <Answer of={asked} waiting={<Skeletons shape="cards" count={4} />}>
        {(answer) => {
          const profile = answer.profiles.programs.find((one) => String(one.number) === chosen);
          return (
            <Stack gap={5}>
              <Totals of={answer} />
              <SideBySide of={answer} here={`/programs/${program}/profiles/${key}`} />
              {profile && <ProfileDetail key={profile.code} profile={profile} of={answer} />}
              <Counting of={answer} />
              <Notice tone="still" live={false}>
                {read(answer.profiles.note)} <span lang="en">{answer.profiles.source}</span>
              </Notice>
            </Stack>
          );
        }}
      </Answer>
    </Page>
  );
}

function Totals(props: { of: Explained }) {
  const t = useWords(words);
  const { checks } = props.of.profiles;
  return (
    <Grid least="small">
      <Figure label={t('profiles.figure.programs')} value={checks.programs} />
      <Figure label={t('profiles.figure.roles')} value={checks.staff.roles} />
      <Figure label={t('profiles.figure.fullTime')} value={checks.staff.fullTime} />
      <Figure label={t('profiles.figure.partTime')} value={checks.staff.partTime} />
    </Grid>
  );
}

function useProfileColumns({ profiles, terms }: Explained): readonly Column<Profile>[] {
  const t = useWords(words);
  const read = useRead();
  const name = (code: string) => {
    const entry = terms.codes.find((one) => one.code === code);
    return entry ? read(entry.name) : code;
  };
  const heads = (code: string) => profiles.checks.staffByProgram.find((one) => one.program === code);
  const number = (
    key: string,
    label: string,
    show: (row: Profile) => number | undefined,
  ): Column<Profile> => ({
    key,
    label,
    numeric: true,
    show,
  });
  return [
    {
      key: 'program',
      label: t('profiles.program'),
      show: (row) => <span className={classes['whole']}>{read(row.name)}</span>,
    },
    { key: 'setting', label: t('profiles.setting'), show: (row) => name(row.setting.type) },
    number('medications', t('profiles.medications'), (row) => row.medications.length),
    { key: 'dose', label: t('profiles.dose'), show: (row) => name(row.sufficientDose) },
    number('ft', t('profiles.fullTime'), (row) => heads(row.code)?.fullTime),
    number('pt', t('profiles.partTime'), (row) => heads(row.code)?.partTime),
  ];
}

function SideBySide(props: { of: Explained; here: string }) {
  const t = useWords(words);
  const { profiles } = props.of;
  const columns = useProfileColumns(props.of);
  return (
    <Panel title={t('profiles.table')}>
      <DataList
        caption={t('profiles.table')}
        rows={profiles.programs}
        rowKey={(row) => row.code}
        to={(row) => `${props.here}?program=${row.number}`}
        columns={columns}
      />
    </Panel>
  );
}

function Counting(props: { of: Explained }) {
  const t = useWords(words);
  const read = useRead();
  const { formulations } = props.of.profiles.checks;
  return (
    <Panel title={t('profiles.counting')} hint={t('profiles.counting.hint', { stated: formulations.stated })}>
      <DataList
        caption={t('profiles.counting')}
        rows={formulations.rules}
        rowKey={(row) => row.name.en}
        columns={[
          { key: 'rule', label: t('profiles.rule'), show: (row) => read(row.name) },
          { key: 'count', label: t('profiles.count'), numeric: true, show: (row) => row.count },
        ]}
      />
    </Panel>
  );
}
