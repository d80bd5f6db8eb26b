import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { JobLine } from '../../contract.ts';
import { supportedWith, supportKinds, ways } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSaved } from '../api.ts';

/** Support after a job began: with whom, how, what it was. */
export function SupportSheet(props: { clientId: string; job?: JobLine | undefined; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, job, onClose } = props;
  const [id] = useState(newId);
  const [supportedOn, setDay] = useState(todayHere());
  const [withWhom, setWith] = useState<(typeof supportedWith)[number]>('client');
  const [way, setWay] = useState<(typeof ways)[number]>('elsewhere');
  const [kind, setKind] = useState<(typeof supportKinds)[number]>('checking_in');
  const draft = useDraft<string>(`employment.support.${clientId}.${job?.id ?? ''}`, '');
  const { busy, failure, save } = useSaved(clientId, onClose);
  const submit = () => {
    if (!supportedOn) return;
    const about = job ? { jobId: job.id } : {};
    const send = async () => {
      await api.recordSupport({
        id,
        clientId,
        supportedOn,
        with: withWhom,
        way,
        kind,
        note: draft.value,
        ...about,
      });
      await draft.clear('');
    };
    void save(send, t('support.saved'));
  };
  return (
    <SheetForm
      title={t('support.title')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear('') }}
    >
      <ChoiceField
        label={t('support.with')}
        choices={supportedWith.map((one) => ({ value: one, label: t(`with.${one}`) }))}
        value={withWhom}
        onChange={(chosen) => setWith(supportedWith.find((one) => one === chosen) ?? withWhom)}
      />
      <ChoiceField
        label={t('support.kind')}
        choices={supportKinds.map((one) => ({ value: one, label: t(`support.${one}`) }))}
        value={kind}
        onChange={(chosen) => setKind(supportKinds.find((one) => one === chosen) ?? kind)}
      />
      <ChoiceField
        label={t('way')}
        choices={ways.map((one) => ({ value: one, label: t(`way.${one}`) }))}
        value={way}
        onChange={(chosen) => setWay(ways.find((one) => one === chosen) ?? way)}
      />
      <DayField label={t('employer.day')} value={supportedOn} onChange={setDay} max={todayHere()} />
      <LongTextField
        label={t('support.note')}
        required={false}
        value={draft.value}
        onChange={(text) => draft.set(() => text)}
        maxLength={10_000}
        rows={3}
      />
    </SheetForm>
  );
}
