import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { FieldRow, Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, NumberField } from '../../../../ui/fields/TextField.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { Question } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import {
  api,
  useFormulary,
  useFormulations,
  useObservations,
  useOwnSite,
  useRecordWords,
  useRules,
} from '../api.ts';

type Asked = {
  readonly [Part in
    | 'classCode'
    | 'formulationCode'
    | 'unitCode'
    | 'prescriberId'
    | 'siteId'
    | 'observationCode'
    | 'ruleId'
    | 'jurisdictionCode']: string | null;
} & { readonly given: number | undefined; readonly since: string };

const anything: Asked = {
  classCode: null,
  formulationCode: null,
  unitCode: null,
  prescriberId: null,
  siteId: null,
  observationCode: null,
  ruleId: null,
  jurisdictionCode: null,
  given: undefined,
  since: '',
};

function questionOf(programCode: string, asked: Asked): Question {
  const { given, unitCode, since, ...parts } = asked;
  const chosen = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));
  return {
    programCode,
    ...chosen,
    ...(given === undefined || unitCode === null ? {} : { above: { given, unitCode } }),
    ...(since === '' ? {} : { since }),
  };
}

/** The question: every part narrows, an empty part does not. */
export function QuestionForm(props: { programCode: string; ask: (question: Question) => void }) {
  const t = useWords(words);
  const [asked, setAsked] = useState(anything);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Asked>) => setAsked((before) => ({ ...before, ...change }));
  const noUnit = asked.given !== undefined && asked.unitCode === null;
  const submit = () => {
    setTried(true);
    if (!noUnit) props.ask(questionOf(props.programCode, asked));
  };
  return (
    <Panel>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit">
            {t('affected.ask')}
          </Button>
        }
      >
        <DrugFields programCode={props.programCode} asked={asked} set={set} noUnit={tried && noUnit} />
        <PlaceFields programCode={props.programCode} asked={asked} set={set} />
      </Form>
    </Panel>
  );
}

type Fields = { programCode: string; asked: Asked; set: (change: Partial<Asked>) => void };

function DrugFields({ programCode, asked, set, noUnit }: Fields & { noUnit: boolean }) {
  const t = useWords(words);
  const read = useRead();
  const list = useRecordWords();
  const formulary = useFormulary(programCode);
  const formulations = useFormulations(programCode);
  const any = t('affected.any');
  return (
    <>
      <FieldRow>
        <SelectField
          label={t('affected.class')}
          required={false}
          clearable
          placeholder={any}
          options={(formulary.data?.classes ?? []).map((one) => ({ value: one.code, label: read(one.name) }))}
          value={asked.classCode}
          onChange={(classCode) => set({ classCode })}
        />
        <SelectField
          label={t('dose.formulation')}
          required={false}
          clearable
          placeholder={any}
          options={formulations}
          value={asked.formulationCode}
          onChange={(formulationCode) => set({ formulationCode })}
        />
      </FieldRow>
      <FieldRow>
        <NumberField
          label={t('affected.above')}
          required={false}
          min={0}
          value={asked.given}
          onChange={(given) => set({ given })}
        />
        <SelectField
          label={t('rx.unit')}
          required={false}
          clearable
          placeholder={any}
          options={list.of('unit')}
          value={asked.unitCode}
          onChange={(unitCode) => set({ unitCode })}
          error={noUnit ? t('needed') : undefined}
        />
      </FieldRow>
    </>
  );
}

function PlaceFields({ programCode, asked, set }: Fields) {
  const t = useWords(words);
  const read = useRead();
  const me = useMe();
  const list = useRecordWords();
  const observed = useObservations(programCode);
  const rules = useRules(useOwnSite('').id);
  const prescribers = useQuery({
    queryKey: ['supply.listPrescribers'],
    queryFn: () => api.listPrescribers({}),
  });
  const any = t('affected.any');
  return (
    <>
      <FieldRow>
        <SelectField
          label={t('rx.prescriber')}
          required={false}
          clearable
          placeholder={any}
          options={(prescribers.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
          value={asked.prescriberId}
          onChange={(prescriberId) => set({ prescriberId })}
        />
        <SelectField
          label={t('site')}
          required={false}
          clearable
          placeholder={any}
          options={me.sites.map((one) => ({ value: one.id, label: one.name }))}
          value={asked.siteId}
          onChange={(siteId) => set({ siteId })}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          label={t('rx.observed')}
          required={false}
          clearable
          placeholder={any}
          options={observed.choices}
          value={asked.observationCode}
          onChange={(observationCode) => set({ observationCode })}
        />
        <SelectField
          label={t('rx.rule')}
          required={false}
          clearable
          placeholder={any}
          options={(rules.data?.rows ?? []).map((one) => ({
            value: one.id,
            label: t('rx.ruleShown', { title: read(one.title), edition: one.edition }),
          }))}
          value={asked.ruleId}
          onChange={(ruleId) => set({ ruleId })}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          label={t('rules.jurisdiction')}
          required={false}
          clearable
          placeholder={any}
          options={list.jurisdictions}
          value={asked.jurisdictionCode}
          onChange={(jurisdictionCode) => set({ jurisdictionCode })}
        />
        <DayField
          label={t('affected.since')}
          required={false}
          value={asked.since}
          onChange={(since) => set({ since })}
        />
      </FieldRow>
    </>
  );
}
