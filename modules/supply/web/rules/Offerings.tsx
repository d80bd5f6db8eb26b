import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import type { supply } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import {
  api,
  useFormulations,
  useObservations,
  useRecordWords,
  useSiteProgram,
  useSupplyChanged,
} from '../api.ts';

type Offering = OutputOf<typeof supply.operations.listOfferings>['rows'][number];

/** What a site can give on a day. */
export function Offerings(props: { siteId: string; on: string }) {
  const t = useWords(words);
  const { siteId, on } = props;
  const programCode = useSiteProgram(siteId);
  const { sees } = useSession();
  const asked = useQuery({
    queryKey: ['supply.listOfferings', siteId, on],
    queryFn: () => api.listOfferings({ siteId, on }),
  });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Offering | undefined>(undefined);
  const may = sees(['coordinator', 'clinician']);
  return (
    <Panel
      title={t('offer.title')}
      actions={
        may &&
        programCode && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('offer.add')}
          </Button>
        )
      }
    >
      <Answer of={asked}>{({ rows }) => <Listed rows={rows} {...(may ? { end: setEnding } : {})} />}</Answer>
      {adding && programCode && (
        <OfferingSheet siteId={siteId} programCode={programCode} onClose={() => setAdding(false)} />
      )}
      {ending && <Ending of={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  );
}

function Listed(props: { rows: readonly Offering[]; end?: (row: Offering) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const list = useRecordWords();
  const observed = useObservations(props.rows[0]?.programCode);
  const { end } = props;
  return (
    <DataList
      caption={t('offer.title')}
      rows={props.rows}
      rowKey={(row) => row.id}
      empty={<EmptyState plain title={t('offer.none')} />}
      columns={[
        { key: 'name', label: t('dose.formulation'), show: (row) => read(row.formulationName) },
        { key: 'strength', label: t('rx.strength'), show: (row) => row.strength },
        { key: 'observed', label: t('rx.observed'), show: (row) => observed.name(row.observationCode) },
        {
          key: 'from',
          label: t('rules.from'),
          show: (row) => format.day(row.validFrom),
        },
        {
          key: 'whose',
          label: t('rules.jurisdiction'),
          show: (row) => (row.jurisdictionCode === null ? '' : list.jurisdiction(row.jurisdictionCode)),
        },
      ]}
      {...(end
        ? {
            actions: (row: Offering) =>
              row.validTo === null && (
                <Button
                  kind="plain"
                  size="small"
                  onClick={() => end(row)}
                  label={t('offer.endOf', { name: read(row.formulationName) })}
                >
                  {t('offer.end')}
                </Button>
              ),
          }
        : {})}
    />
  );
}

function Ending(props: { of: Offering; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const changed = useSupplyChanged();
  const { of, onClose } = props;
  const end = async () => {
    await api.endOffering({ id: of.id, version: of.version, validTo: todayHere() });
    await changed();
    toast(t('offer.saved'));
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('offer.endOf', { name: read(of.formulationName) })}
      yes={t('offer.end')}
      onYes={end}
    >
      {t('offer.endQuestion')}
    </Confirm>
  );
}

function OfferingSheet(props: { siteId: string; programCode: string; onClose: () => void }) {
  const t = useWords(words);
  const { siteId, programCode, onClose } = props;
  const options = useFormulations(programCode);
  const observed = useObservations(programCode);
  const list = useRecordWords();
  const [id] = useState(() => newId());
  const [formulationCode, setFormulation] = useState<string | null>(null);
  const [strength, setStrength] = useState('');
  const [observationCode, setObservation] = useState<string | null>(null);
  const [jurisdiction, setJurisdiction] = useState<string | null>(null);
  const [validFrom, setFrom] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: onClose });
  const submit = () => {
    setTried(true);
    if (formulationCode === null || observationCode === null || validFrom === '') return;
    const input = { id, siteId, programCode, formulationCode, strength, observationCode, validFrom };
    const more = jurisdiction === null ? {} : { jurisdictionCode: jurisdiction };
    void act(() => api.setOffering({ ...input, ...more }), t('offer.saved'));
  };
  const needed = (value: string | null) => (tried && value === null ? t('needed') : undefined);
  return (
    <Sheet open onClose={onClose} title={t('offer.add')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <SelectField
          label={t('dose.formulation')}
          options={options}
          value={formulationCode}
          onChange={setFormulation}
          error={needed(formulationCode)}
        />
        <TextField
          label={t('rx.strength')}
          required={false}
          value={strength}
          onChange={setStrength}
          maxLength={60}
        />
        <ChoiceField
          label={t('rx.observed')}
          choices={observed.choices}
          value={observationCode}
          onChange={setObservation}
          error={needed(observationCode)}
        />
        <SelectField
          label={t('rules.jurisdiction')}
          required={false}
          clearable
          options={list.jurisdictions}
          value={jurisdiction}
          onChange={setJurisdiction}
        />
        <DayField label={t('rules.from')} value={validFrom} onChange={setFrom} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
