import { useEffect, useRef } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Grid, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { CodeEntry, Profile, Said } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useRead } from './api.ts';
import type { Explained } from './ProfilesPage.tsx';
import classes from './vocabulary.module.css';

/** One anonymous program in full: as its table shows it, with phrases in our own words. */
export function ProfileDetail(props: { profile: Profile; of: Explained }) {
  const t = useWords(words);
  const read = useRead();
  const { profile } = props;
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <div ref={here} className={classes['detail']}>
      <Panel title={read(profile.name)} hint={read(profile.setting.described)} stage="deliver">
        <Stack gap={5}>
          <Facts
            items={[
              { label: t('profiles.eligibility'), value: <Lines items={profile.eligibility} /> },
              { label: t('profiles.goals'), value: <Lines items={profile.goals} /> },
              { label: t('profiles.services'), value: <Services services={profile.services} /> },
              {
                label: t('profiles.wished'),
                value: <Lines items={profile.wishedMedications.map((one) => one.name)} />,
              },
              {
                label: t('profiles.notes'),
                value: profile.notes.length > 0 ? <Lines items={profile.notes} /> : null,
              },
            ]}
          />
          <Grid least="large">
            <Medications {...props} />
            <Staff profile={profile} />
          </Grid>
        </Stack>
      </Panel>
    </div>
  );
}

function Lines(props: { items: readonly Said[] }) {
  const read = useRead();
  return (
    <ul className={classes['lines']}>
      {props.items.map((item) => (
        <li key={item.en}>{read(item)}</li>
      ))}
    </ul>
  );
}

function Services(props: { services: Profile['services'] }) {
  const t = useWords(words);
  const read = useRead();
  return (
    <ul className={classes['lines']}>
      {props.services.map(({ code, name, where }) => (
        <li key={code}>
          {read(name)}
          {where && <span className={classes['soft']}> · {t(`profiles.where.${where}`)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Medications(props: { profile: Profile; of: Explained }) {
  const t = useWords(words);
  const read = useRead();
  const name = (codes: readonly CodeEntry[], code: string) => {
    const entry = codes.find((one) => one.code === code);
    return entry ? read(entry.name) : code;
  };
  const { terms, formulary } = props.of;
  return (
    <DataList
      caption={t('profiles.medications')}
      rows={props.profile.medications}
      rowKey={(row) => row.formulation}
      columns={[
        {
          key: 'medication',
          label: t('profiles.medications'),
          show: (row) => name(formulary.codes, row.formulation),
        },
        {
          key: 'observation',
          label: t('profiles.observation'),
          show: (row) => name(terms.codes, row.observation),
        },
      ]}
    />
  );
}

function Staff(props: { profile: Profile }) {
  const t = useWords(words);
  const read = useRead();
  return (
    <DataList
      caption={t('profiles.staff')}
      rows={props.profile.staff}
      rowKey={(row) => row.code}
      columns={[
        { key: 'role', label: t('profiles.role'), show: (row) => read(row.role) },
        { key: 'ft', label: t('profiles.fullTime'), numeric: true, show: (row) => row.fullTime },
        { key: 'pt', label: t('profiles.partTime'), numeric: true, show: (row) => row.partTime },
      ]}
    />
  );
}
