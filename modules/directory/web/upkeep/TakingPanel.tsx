import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ServiceDetail } from '../../contract.ts';
import { takingHolds, takings, waysTold } from '../../model.ts';
import { takingOn } from '../../reasons.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere } from '../api.ts';
import { useAct } from './useAct.ts';

const tones = { yes: 'good', waitlist: 'warn', no: 'bad', expired: 'still', none: 'still' } as const;

/** Whether a service takes referrals now: who said so, on which day, and until when that counts. */
export function TakingPanel(props: { service: ServiceDetail; mayDo: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { service, mayDo } = props;
  const [latest] = service.takings;
  const worth = takingOn(latest ?? null, todayHere());
  return (
    <Panel
      title={t('taking.title')}
      hint={t('taking.hint')}
      actions={
        mayDo && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('taking.say')}
          </Button>
        )
      }
    >
      <Row>
        <Badge tone={tones[worth]}>{t(`taking.now.${worth}`)}</Badge>
      </Row>
      <Timeline
        label={t('taking.title')}
        items={service.takings.map((one, index) => ({
          id: `${one.on} ${index}`,
          when: t('taking.when', { day: format.day(one.on), until: format.day(one.until) }),
          by: one.byName,
          title: t(`taking.${one.takes}`),
          body: [
            one.weeks === null ? '' : t('reason.taking.weeks', { count: one.weeks }),
            t(`told.${one.told}`),
            one.note,
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      {open && <TakingSheet serviceId={service.id} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

const whole = (typed: string, most: number) =>
  /^\d{1,3}$/.test(typed) && Number(typed) <= most ? Number(typed) : undefined;

function TakingSheet(props: { serviceId: string; onClose: () => void }) {
  const t = useWords(words);
  const [id] = useState(() => newId());
  const [takes, setTakes] = useState<(typeof takings)[number] | null>(null);
  const [told, setTold] = useState<(typeof waysTold)[number]>('phone');
  const [weeks, setWeeks] = useState('');
  const [days, setDays] = useState(String(takingHolds));
  const [note, setNote] = useState('');
  const { busy, failure, act } = useAct(props.onClose);
  const save = () => {
    if (takes === null) return;
    const wait = whole(weeks, 260);
    const input = {
      id,
      serviceId: props.serviceId,
      takes,
      told,
      days: whole(days, 180) ?? takingHolds,
      ...(wait === undefined ? {} : { weeks: wait }),
      ...(note.trim() === '' ? {} : { note }),
    };
    void act(() => api.sayCapacity(input), t('taking.saved'));
  };
  return (
    <SheetForm title={t('taking.say')} onClose={props.onClose} onSubmit={save} busy={busy} failure={failure}>
      <ChoiceField
        label={t('taking.question')}
        required
        choices={takings.map((one) => ({ value: one, label: t(`taking.${one}`) }))}
        value={takes}
        onChange={(value) => setTakes(takings.find((one) => one === value) ?? null)}
      />
      <ChoiceField
        label={t('taking.told')}
        choices={waysTold.map((one) => ({ value: one, label: t(`told.${one}`) }))}
        value={told}
        onChange={(value) => setTold(waysTold.find((one) => one === value) ?? told)}
      />
      <FieldRow>
        <TextField
          label={t('taking.weeks')}
          required={false}
          inputMode="numeric"
          maxLength={3}
          value={weeks}
          onChange={setWeeks}
        />
        <TextField
          label={t('taking.days')}
          inputMode="numeric"
          maxLength={3}
          value={days}
          onChange={setDays}
        />
      </FieldRow>
      <LongTextField
        label={t('wrong.note')}
        hint={t('taking.noteHint')}
        required={false}
        maxLength={500}
        value={note}
        onChange={setNote}
      />
    </SheetForm>
  );
}
