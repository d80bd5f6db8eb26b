import { useState } from 'react';
import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { FactorShown } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useFactors, useSiteNames } from './api.ts';
import { DomainMap, Domains } from './DomainMap.tsx';
import { NoteFactorSheet } from './NoteFactorSheet.tsx';
import { TrialLines } from './trial/TrialLines.tsx';

/** What hinders and what helps at one's sites, by domain, and what is being tried. A construct in the address opens the sheet that notes one. */
export function ChangePage() {
  const t = useWords(words);
  const [construct, setConstruct] = useAddressChoice('construct', '');
  const [noting, setNoting] = useState(false);
  const asked = useFactors();
  const close = () => {
    setNoting(false);
    setConstruct('');
  };
  const note = (
    <Button kind="primary" icon="plus" onClick={() => setNoting(true)}>
      {t('change.note')}
    </Button>
  );
  return (
    <Page title={t('change.title')} lede={t('change.lede')} stage="change" width="wide" actions={note}>
      <Answer of={asked} waiting={<Skeletons shape="cards" count={6} />}>
        {({ factors }) =>
          factors.length === 0 ? (
            <EmptyState
              title={t('change.empty')}
              hint={t('change.emptyHint')}
              action={<Button onClick={() => setNoting(true)}>{t('change.note')}</Button>}
            />
          ) : (
            <Narrowed factors={factors} />
          )
        }
      </Answer>
      {(noting || construct !== '') && <NoteFactorSheet construct={construct} onClose={close} />}
    </Page>
  );
}

function Narrowed(props: { factors: readonly FactorShown[] }) {
  const t = useWords(words);
  const me = useMe();
  const names = useSiteNames();
  const [site, chooseSite] = useAddressChoice('site', 'mine');
  const [valence, chooseValence] = useAddressChoice('valence', 'all');
  const mine = new Set(me.sites.map(({ id }) => id));
  const shown = props.factors
    .filter(({ siteId }) => site === 'all' || (site === 'mine' ? mine.has(siteId) : siteId === site))
    .filter((factor) => valence === 'all' || factor.valence === valence || factor.valence === 'both');
  const sites = [...new Set(props.factors.map(({ siteId }) => siteId))];
  const places = [
    { value: 'mine', label: t('change.mySites') },
    { value: 'all', label: t('change.allSites') },
    ...sites.map((id) => ({ value: id, label: names.get(id) ?? '' })).filter(({ label }) => label !== ''),
  ];
  return (
    <Stack gap={5}>
      <FieldRow>
        <SelectField
          label={t('change.site')}
          options={places}
          value={site}
          onChange={(value) => chooseSite(value ?? 'mine')}
        />
        <ChoiceField
          label={t('change.valence')}
          choices={(['all', 'barrier', 'facilitator'] as const).map((value) => ({
            value,
            label: t(`show.${value}`),
          }))}
          value={valence}
          onChange={chooseValence}
        />
      </FieldRow>
      {shown.length === 0 ? (
        <EmptyState plain title={t('change.noneHere')} hint={t('change.noneHereHint')} />
      ) : (
        <>
          <DomainMap factors={shown} />
          <TrialLines factors={shown} />
          <Domains factors={shown} />
        </>
      )}
    </Stack>
  );
}
