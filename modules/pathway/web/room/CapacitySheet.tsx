import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { DayField, NumberField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { hasRule, rooms } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere, useChoices, useProgram } from '../api.ts';
import { useAct } from '../useAct.ts';

type At = { readonly siteId: string; readonly programCode: string; readonly programVersion: string };

/** How much of a role, or how many rooms, a program has at a site from a day on. */
export function CapacitySheet(props: { at: At; onClose: () => void }) {
  const t = useWords(words);
  const choices = useChoices();
  const { siteId, programCode, programVersion } = props.at;
  const program = useProgram(programCode, programVersion);
  const [resource, setResource] = useState<string | null>(program?.capacity?.perRole ?? null);
  const [amount, setAmount] = useState<number | undefined>(undefined);
  const [clients, setClients] = useState<number | undefined>(undefined);
  const [from, setFrom] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { busy, failure, act } = useAct(props.onClose);
  const ruled = resource !== null && hasRule(program?.capacity, resource);
  const missing = (absent: boolean) => (tried && absent ? t('field.needed') : undefined);
  const save = () => {
    setTried(true);
    if (resource === null || amount === undefined || !from || (!ruled && clients === undefined)) return;
    const own = clients === undefined ? {} : { clients };
    void act(
      () => api.setCapacityInput({ id, siteId, programCode, resource, amount, from, ...own }),
      t('capacity.saved'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t('capacity.set')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('capacity.resource')}
          choices={[...choices(program?.roles), { value: rooms, label: t('capacity.rooms') }]}
          value={resource}
          onChange={setResource}
          error={missing(resource === null)}
        />
        <NumberField
          label={t(resource === rooms ? 'capacity.howManyRooms' : 'capacity.fullTime')}
          value={amount}
          onChange={setAmount}
          min={0}
          step={resource === rooms ? 1 : 0.05}
          error={missing(amount === undefined)}
        />
        <NumberField
          label={t('capacity.clientsEach')}
          hint={ruled ? t('capacity.clientsRuled') : t('capacity.clientsUnruled')}
          required={!ruled}
          value={clients}
          onChange={setClients}
          min={1}
          step={1}
          error={missing(!ruled && clients === undefined)}
        />
        <DayField label={t('capacity.from')} value={from} onChange={setFrom} error={missing(from === '')} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
