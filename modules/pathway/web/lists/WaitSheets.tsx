import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { addDays } from '../../../../kernel/time.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { WaitLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere, useChoices, useProgram } from '../api.ts';
import { useAct } from '../useAct.ts';

type Of = { readonly wait: WaitLine; readonly onClose: () => void };

/** A place offered until a day, two weeks from now unless said otherwise. */
export function OfferSheet(props: Of) {
  const t = useWords(words);
  const [until, setUntil] = useState(addDays(todayHere(), 14));
  const { busy, failure, act } = useAct(props.onClose);
  const { clientId, id, version } = props.wait;
  const save = () =>
    void act(
      () => api.offerPlace({ clientId, id, version, ...(until ? { until } : {}) }),
      t('wait.offerSaved'),
    );
  return (
    <Sheet open onClose={props.onClose} title={t('wait.offerTitle')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <DayField
          label={t('wait.until')}
          required={false}
          value={until}
          onChange={setUntil}
          min={todayHere()}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

/** Why a client declines an offer or leaves the list. */
export function LeaveSheet(props: Of & { offered: boolean }) {
  const t = useWords(words);
  const choices = useChoices();
  const program = useProgram(props.wait.programCode);
  const [reasonCode, setReason] = useState<string | null>(null);
  const [stays, setStays] = useState(false);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(props.onClose);
  const { clientId, id, version } = props.wait;
  const save = () => {
    setTried(true);
    if (reasonCode === null) return;
    const given = { clientId, id, version, reasonCode };
    void act(
      () => (props.offered ? api.declineOffer({ ...given, stays }) : api.leaveWaitlist(given)),
      t('wait.saved'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t(props.offered ? 'wait.declineTitle' : 'wait.leaveTitle')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('answer.reason')}
          choices={choices(program?.declineReasons)}
          value={reasonCode}
          onChange={setReason}
          error={tried && reasonCode === null ? t('refer.choose') : undefined}
        />
        {props.offered && <CheckField label={t('wait.stays')} checked={stays} onChange={setStays} />}
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

/** An offer that ran out without an answer: the client goes back in line. */
export function LapseSheet(props: Of) {
  const t = useWords(words);
  const { busy, failure, act } = useAct(props.onClose);
  const { clientId, id, version } = props.wait;
  const save = () => void act(() => api.letOfferLapse({ clientId, id, version }), t('wait.saved'));
  return (
    <Sheet open onClose={props.onClose} title={t('wait.lapse')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('wait.lapse')}
          </Button>
        }
      >
        <p>{t('wait.lapseHint')}</p>
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

/** A client joins the waitlist, with the priority the program's rule knows, if one applies. */
export function JoinSheet(props: {
  clientId: string;
  referralId: string;
  programCode: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const choices = useChoices();
  const program = useProgram(props.programCode);
  const [priority, setPriority] = useState('');
  const [id] = useState(() => newId());
  const { busy, failure, act } = useAct(props.onClose);
  const { clientId, referralId } = props;
  const save = () =>
    void act(
      () => api.joinWaitlist({ id, clientId, referralId, ...(priority ? { priorityCode: priority } : {}) }),
      t('wait.joined'),
    );
  const priorities = choices(program?.waitlist.priorities);
  return (
    <Sheet open onClose={props.onClose} title={t('wait.joinTitle')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('wait.join')}
          </Button>
        }
      >
        {priorities.length > 0 && (
          <ChoiceField
            label={t('wait.priority')}
            choices={[...priorities, { value: '', label: t('wait.noPriority') }]}
            value={priority}
            onChange={setPriority}
          />
        )}
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
