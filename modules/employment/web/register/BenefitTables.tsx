import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { BenefitTable } from '../../register/contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useBenefitTables, useRegisterAct } from './api.ts';

/** The benefit tables, each with its dates and where it was read. */
export function BenefitTables(props: { adds: boolean }) {
  const t = useWords(words);
  const asked = useBenefitTables();
  const [adding, setAdding] = useState(false);
  return (
    <Stack gap={4}>
      <p>{t('benefits.lede')}</p>
      {props.adds && (
        <Row>
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t('benefits.add')}
          </Button>
        </Row>
      )}
      <Answer of={asked}>
        {({ rows, today }) =>
          rows.length === 0 ? (
            <EmptyState title={t('benefits.none')} hint={t('benefits.noneHint')} />
          ) : (
            <Stack gap={3}>
              {rows.map((row) => (
                <Table key={row.id} table={row} today={today} />
              ))}
            </Stack>
          )
        }
      </Answer>
      {adding && <TableSheet onClose={() => setAdding(false)} />}
    </Stack>
  );
}

function Table(props: { table: BenefitTable; today: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { table, today } = props;
  const holds = table.validFrom <= today && (table.validTo === null || today < table.validTo);
  const until =
    table.validTo === null
      ? t('benefits.from', { from: format.day(table.validFrom) })
      : t('benefits.between', { from: format.day(table.validFrom), to: format.day(table.validTo) });
  return (
    <Panel
      title={table.name}
      actions={<Badge tone={holds ? 'good' : 'still'}>{t(holds ? 'benefits.holds' : 'benefits.past')}</Badge>}
    >
      <Stack gap={2}>
        <Facts items={table.lines.map((line) => ({ label: line.text, value: line.amount }))} />
        <small>
          {until} · {t('benefits.source', { source: table.source, day: format.day(table.sourceOn) })}
        </small>
      </Stack>
    </Panel>
  );
}

/** One line of a table for each line typed: what it is, a colon or a tab, the amount. */
function linesIn(typed: string): { text: string; amount: string }[] {
  return typed
    .split('\n')
    .map((line) => /^(.*?)\s*[:\t]\s*(.+)$/.exec(line.trim()))
    .flatMap((found) => (found?.[1] && found[2] ? [{ text: found[1], amount: found[2] }] : []));
}

function TableSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [sourceOn, setSourceOn] = useState(todayHere());
  const [validFrom, setFrom] = useState(todayHere());
  const [validTo, setTo] = useState('');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useRegisterAct(props.onClose);
  const lines = linesIn(typed);
  const missing = (text: string) => (tried && text.trim() === '' ? t('needed') : undefined);
  const submit = () => {
    setTried(true);
    if (!name.trim() || !source.trim() || lines.length === 0 || !validFrom || !sourceOn) return;
    const given = { id, name, source, sourceOn, validFrom, lines, ...(validTo ? { validTo } : {}) };
    void act(() => api.addBenefitTable(given), t('benefits.saved'));
  };
  return (
    <SheetForm
      title={t('benefits.add')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <TextField
        label={t('benefits.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={missing(name)}
      />
      <TextField
        label={t('benefits.where')}
        hint={t('benefits.whereHint')}
        value={source}
        onChange={setSource}
        maxLength={500}
        error={missing(source)}
      />
      <FieldRow>
        <DayField label={t('benefits.readOn')} value={sourceOn} onChange={setSourceOn} max={todayHere()} />
        <DayField label={t('benefits.validFrom')} value={validFrom} onChange={setFrom} />
        <DayField
          label={t('benefits.validTo')}
          required={false}
          value={validTo}
          onChange={setTo}
          min={validFrom}
        />
      </FieldRow>
      <LongTextField
        label={t('benefits.lines')}
        hint={t('benefits.linesHint', { count: lines.length })}
        value={typed}
        onChange={setTyped}
        rows={6}
        error={tried && lines.length === 0 ? t('benefits.linesNeeded') : undefined}
      />
    </SheetForm>
  );
}
