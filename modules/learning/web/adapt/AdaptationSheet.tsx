import { useState } from 'react';
import { addDays } from '../../../../kernel/time.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { usePrograms } from '../../../pathway/web/index.ts';
import { faultIn } from '../../adapt/frame.ts';
import type { AdaptationShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useRead } from '../api.ts';
import { DimensionFields } from './DimensionFields.tsx';
import { begun, type Telling, today, toldOf } from './telling.ts';
import { TrialField } from './TrialField.tsx';
import { useDimensions } from './useAdaptations.ts';

type Change = (part: Partial<Telling>) => void;

/** Tells of a change to a program, or corrects what was told: the sentence first, then the dimensions of the framework. */
export function AdaptationSheet(props: { of?: AdaptationShown | undefined; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const { of } = props;
  const dimensions = useDimensions();
  const fresh = () => begun(of, me.sites[0]?.id ?? '');
  const draft = useDraft(`learning.adaptation.${of ? `${of.id}.${of.version}` : ''}`, fresh());
  const { busy, failure, act } = useAct(props.onClose);
  const [shown, setShown] = useState(false);
  const { id, siteId, programCode, statement, beganOn, codes } = draft.value;
  const set: Change = (part) => draft.set((before) => ({ ...before, ...part }));
  const fault = faultIn(dimensions, codes);
  const submit = () => {
    setShown(true);
    if (fault || statement.trim().length < 5 || programCode === '' || beganOn === '') return;
    const told = toldOf(draft.value, of?.factorId);
    const send = async () => {
      await (of
        ? api.reviseAdaptation({ id, version: of.version, ...told })
        : api.noteAdaptation({ id, siteId, programCode, ...told }, { key: draft.once }));
      await draft.clear(fresh());
    };
    void act(send, t('adapt.saved'));
  };
  return (
    <SheetForm
      title={t(of ? 'adapt.correct' : 'adapt.note')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(fresh()) }}
    >
      {!of && <Where typed={draft.value} shown={shown} onChange={set} />}
      <Sentence typed={draft.value} shown={shown} onChange={set} />
      <DimensionFields
        dimensions={dimensions}
        codes={codes}
        missing={shown && fault?.reason === 'notSaid' ? fault.code : undefined}
        onChange={(chosen) => set({ codes: chosen })}
      />
      <LongTextField
        label={t('adapt.why')}
        required={false}
        rows={2}
        maxLength={2_000}
        value={draft.value.why}
        onChange={(why) => set({ why })}
      />
      <TrialField siteId={siteId} value={draft.value.trialId} onChange={(trialId) => set({ trialId })} />
    </SheetForm>
  );
}

function Sentence(props: { typed: Telling; shown: boolean; onChange: Change }) {
  const t = useWords(words);
  const { typed, shown, onChange } = props;
  return (
    <>
      <LongTextField
        label={t('adapt.statement')}
        hint={t('adapt.statementHint')}
        rows={2}
        maxLength={1_000}
        value={typed.statement}
        onChange={(statement) => onChange({ statement })}
        error={shown && typed.statement.trim().length < 5 ? t('trial.needed') : undefined}
      />
      <FieldRow>
        <DayField
          label={t('adapt.beganOn')}
          value={typed.beganOn}
          max={today()}
          onChange={(beganOn) => onChange({ beganOn })}
          error={shown && typed.beganOn === '' ? t('trial.needed') : undefined}
        />
        <DayField
          label={t('adapt.endedOn')}
          required={false}
          value={typed.endedOn}
          {...(typed.beganOn === '' ? {} : { min: addDays(typed.beganOn, 1) })}
          onChange={(endedOn) => onChange({ endedOn })}
        />
      </FieldRow>
    </>
  );
}

function Where(props: { typed: Telling; shown: boolean; onChange: Change }) {
  const t = useWords(words);
  const read = useRead();
  const { sites } = useMe();
  const programs = usePrograms();
  const { typed, shown, onChange } = props;
  return (
    <FieldRow>
      {sites.length > 1 && (
        <SelectField
          label={t('change.site')}
          options={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={typed.siteId}
          onChange={(siteId) => onChange({ siteId: siteId ?? '', trialId: null })}
        />
      )}
      <SelectField
        label={t('adapt.program')}
        options={programs.map((program) => ({ value: program.key, label: read(program.name) }))}
        value={typed.programCode || null}
        onChange={(code) => onChange({ programCode: code ?? '' })}
        error={shown && typed.programCode === '' ? t('trial.needed') : undefined}
      />
    </FieldRow>
  );
}
