import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { BothFields } from '../../../../ui/fields/BothFields.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { mostPlaces } from '../../rankings/places.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useCodebook, useSites, useStudies } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import { type Chosen, ChosenChallenges } from './ChosenChallenges.tsx';

const everybody = 'everybody';
const team = 'team';

/** Asks a group: what is asked, whom, which challenges, how many each person puts in order, and whether ease is asked too. */
export function RankingSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const studies = useStudies().data?.rows ?? [];
  const sites = useSites();
  const [id] = useState(newId);
  const [picked, setPicked] = useState<string | undefined>(undefined);
  const study = studies.find((row) => row.id === picked) ?? studies[0];
  const codebook = useCodebook(study);
  const [question, setQuestion] = useState({ en: '', fr: '' });
  const [whom, setWhom] = useState(team);
  const [places, setPlaces] = useState<number | undefined>(3);
  const [asksEase, setAsksEase] = useState(true);
  const [challenges, setChallenges] = useState<readonly Chosen[]>([]);
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useCodingAct(props.onClose);
  const unsaid = question.en.trim() === '' && question.fr.trim() === '';
  const unfit = places === undefined || !Number.isInteger(places) || places < 1 || places > mostPlaces;
  const few = places === undefined || challenges.length <= places;
  const open = () => {
    setTried(true);
    if (study === undefined || unsaid || unfit || few) return;
    const to =
      whom === team
        ? { openTo: 'team' as const }
        : { openTo: 'staff' as const, ...(whom === everybody ? {} : { siteId: whom }) };
    const asked = { id, study: study.id, question, places, asksEase, challenges: [...challenges], ...to };
    void act(() => api.openRanking(asked), t('ranking.opened'));
  };
  return (
    <SheetForm
      title={t('ranking.ask')}
      yes={t('ranking.open')}
      onClose={props.onClose}
      onSubmit={open}
      busy={busy}
      failure={failure}
      size="large"
    >
      <SelectField
        label={t('matrix.study')}
        options={studies.map((row) => ({ value: row.id, label: row.title }))}
        value={study?.id ?? null}
        onChange={(next) => {
          setPicked(next ?? undefined);
          setChallenges([]);
        }}
      />
      <BothFields label={t('ranking.question')} value={question} onChange={setQuestion} required={false} />
      {tried && unsaid && <Notice tone="bad">{t('refusal.questionUnsaid')}</Notice>}
      <ChoiceField
        label={t('ranking.whom')}
        hint={t('ranking.whomHint')}
        choices={[
          { value: team, label: t('ranking.team') },
          { value: everybody, label: t('ranking.everybody') },
          ...sites.map((site) => ({ value: site.id, label: site.name })),
        ]}
        value={whom}
        onChange={setWhom}
      />
      {study && codebook ? (
        <ChosenChallenges study={study.id} codebook={codebook} value={challenges} onChange={setChallenges} />
      ) : (
        <Skeletons shape="lines" count={3} />
      )}
      <NumberField
        label={t('ranking.places')}
        hint={t('ranking.placesHint')}
        value={places}
        onChange={setPlaces}
        min={1}
        max={mostPlaces}
        step={1}
        required
        error={tried && unfit ? t('ranking.placesNeeded', { most: mostPlaces }) : undefined}
      />
      {tried && few && !unfit && <Notice tone="bad">{t('ranking.moreNeeded')}</Notice>}
      <CheckField label={t('ranking.asksEase')} checked={asksEase} onChange={setAsksEase} />
    </SheetForm>
  );
}
