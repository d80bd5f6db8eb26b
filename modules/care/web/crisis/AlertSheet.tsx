import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { AlertLine } from '../../asks/crisis.ts';
import { type AlertKind, alertKinds, type AlertLevel, alertLevels } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';

type AlertDraft = {
  readonly id: string;
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  readonly words: string;
  readonly reviewOn: string;
};

/** Puts an alert up, changes one, or takes it down; what it said before is kept. */
export function AlertSheet(props: { clientId: string; alert?: AlertLine; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, alert, onClose } = props;
  const start = (): AlertDraft => ({
    id: alert?.id ?? newId(),
    kind: alert?.kind ?? 'suicide',
    level: alert?.level ?? 'raised',
    words: alert?.words ?? '',
    reviewOn: alert?.reviewOn ?? addDays(todayHere(), 7),
  });
  const draft = useDraft<AlertDraft>(`care.alert.${alert?.id ?? clientId}`, start());
  const [tried, setTried] = useState(false);
  const [ended, setEnded] = useState(false);
  const { busy, failure, save } = useSaved(onClose);
  const { value } = draft;
  const set = (change: Partial<AlertDraft>) => draft.set((before) => ({ ...before, ...change }));
  const send = async () => {
    const { id, kind, level, words: said, reviewOn } = value;
    const given = { clientId, id, level, words: said, ...(reviewOn ? { reviewOn } : {}) };
    await (alert
      ? api.changeAlert({ ...given, version: alert.version, ended })
      : api.raiseAlert({ ...given, kind }, { key: draft.once }));
    await draft.clear(start());
  };
  const submit = () => {
    setTried(true);
    if (value.words.trim() !== '') void save(send, t(ended ? 'alert.ended' : 'alert.saved'));
  };
  return (
    <SheetForm
      title={t(alert ? 'alert.change' : 'alert.add')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(start()) }}
    >
      {!alert && (
        <ChoiceField
          label={t('alert.about')}
          choices={alertKinds.map((kind) => ({ value: kind, label: t(`alert.kind.${kind}`) }))}
          value={value.kind}
          onChange={(chosen) => set({ kind: alertKinds.find((kind) => kind === chosen) ?? 'other' })}
        />
      )}
      <ChoiceField
        label={t('alert.how')}
        choices={alertLevels.map((level) => ({ value: level, label: t(`alert.level.${level}`) }))}
        value={value.level}
        onChange={(chosen) => set({ level: alertLevels.find((level) => level === chosen) ?? 'raised' })}
      />
      <LongTextField
        label={t('alert.words')}
        hint={t('alert.wordsHint')}
        value={value.words}
        onChange={(said) => set({ words: said })}
        maxLength={1_000}
        error={tried && value.words.trim() === '' ? t('task.say') : undefined}
      />
      <DayField
        label={t('alert.reviewOn')}
        required={false}
        value={value.reviewOn}
        onChange={(reviewOn) => set({ reviewOn })}
      />
      {alert && <CheckField label={t('alert.end')} checked={ended} onChange={setEnded} />}
    </SheetForm>
  );
}
