import { useState } from 'react';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';
import { useColleagues } from './HandOverSheet.tsx';

/** Says that a case conference was held: how long, and who took part. */
export function HoldSheet(props: { conference: { id: string; version: number }; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const people = useColleagues();
  const { conference, onClose } = props;
  const [minutes, setMinutes] = useState('45');
  const [present, setPresent] = useState<string[]>([me.account.id]);
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(onClose);
  const long = Number(minutes);
  const fits = Number.isInteger(long) && long >= 1 && long <= 600;
  const submit = () => {
    setTried(true);
    if (!fits || present.length === 0) return;
    const { id, version } = conference;
    void save(
      () => api.holdConference({ id, version, minutes: long, accountIds: present }),
      t('conference.heldSaved'),
    );
  };
  return (
    <SheetForm title={t('conference.hold')} onClose={onClose} onSubmit={submit} busy={busy} failure={failure}>
      <TextField
        label={t('conference.minutes')}
        inputMode="numeric"
        value={minutes}
        onChange={setMinutes}
        error={tried && !fits ? t('conference.minutesWrong') : undefined}
      />
      <ManyChoiceField
        label={t('conference.present')}
        choices={[
          { value: me.account.id, label: me.account.name },
          ...people.map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={present}
        onChange={setPresent}
        error={tried && present.length === 0 ? t('handOver.choose') : undefined}
      />
    </SheetForm>
  );
}
