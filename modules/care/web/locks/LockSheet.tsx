import { useState } from 'react';
import type { InputOf } from '../../../../kernel/contract.ts';
import { newId } from '../../../../kernel/id.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { ManySelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { lockTeams } from '../../../people/model.ts';
import type { care } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useColleagues } from '../teamwork/HandOverSheet.tsx';
import { useLocking } from './useLocks.ts';

type What = InputOf<typeof care.operations.lockRecord>['what'];
const choices = [...lockTeams, 'none'] as const;

/** Locks a contact or a filled form: who keeps seeing it, and what that means, before it is saved. */
export function LockSheet(props: { clientId: string; what: What; team: string; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const people = useColleagues();
  const [id] = useState(newId);
  const [team, setTeam] = useState(props.team);
  const [names, setNames] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const { busy, failure, act } = useLocking(props.onClose);
  const { clientId, what } = props;
  const kept = lockTeams.find((one) => one === team);
  const lock = () =>
    api.lockRecord(
      {
        id,
        clientId,
        what,
        accountIds: names,
        ...(kept ? { team: kept } : {}),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      },
      { key: id },
    );
  return (
    <SheetForm
      title={t(`lock.${what.about === 'contact' ? 'note' : what.about}Title`)}
      onClose={props.onClose}
      onSubmit={() => void act(lock, t('lock.saved'))}
      yes={t('lock.save')}
      busy={busy}
      failure={failure}
    >
      <Notice tone="info" live={false}>
        <p>{t(what.about === 'program' ? 'lock.programConsequence' : 'lock.consequence')}</p>
        {what.about === 'program' && <p>{t('lock.consequence')}</p>}
      </Notice>
      <ChoiceField
        label={t('lock.team')}
        choices={choices.map((value) => ({ value, label: t(`lock.team.${value}`) }))}
        value={team}
        onChange={setTeam}
      />
      <ManySelectField
        label={t('lock.people')}
        hint={t('lock.peopleHint')}
        required={false}
        options={people
          .filter((one) => one.id !== me.account.id)
          .map((one) => ({ value: one.id, label: one.name }))}
        value={names}
        onChange={setNames}
      />
      <LongTextField
        label={t('lock.reason')}
        required={false}
        rows={2}
        value={reason}
        onChange={setReason}
        maxLength={1_000}
      />
    </SheetForm>
  );
}
