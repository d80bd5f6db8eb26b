import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { answerers, ways } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAct } from '../useAct.ts';

/** One more way or place to find a client. */
export function ContactPointSheet(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const [id] = useState(() => newId());
  const [chosen, setWay] = useState<string>('call');
  const [who, setWho] = useState<string>('only_me');
  const [details, setDetails] = useState('');
  const [bestTime, setTime] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(props.onClose);
  const way = ways.find((one) => one === chosen) ?? 'call';
  const whoMayAnswer = answerers.find((one) => one === who) ?? 'only_me';
  const save = () => {
    setTried(true);
    if (details.trim() === '') return;
    const { clientId } = props;
    const more = bestTime ? { bestTime } : {};
    void act(
      () => api.addContactPoint({ id, clientId, way, whoMayAnswer, details, ...more }),
      t('reach.added'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t('reach.add')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('reach.way')}
          choices={ways.map((one) => ({ value: one, label: t(`ask.way.${one}`) }))}
          value={way}
          onChange={setWay}
        />
        <TextField
          label={t('reach.details')}
          value={details}
          onChange={setDetails}
          maxLength={300}
          error={tried && details.trim() === '' ? t('field.needed') : undefined}
        />
        <TextField
          label={t('ask.when')}
          required={false}
          value={bestTime}
          onChange={setTime}
          maxLength={200}
        />
        <ChoiceField
          label={t('ask.who')}
          choices={answerers.map((one) => ({ value: one, label: t(`self.who.${one}`) }))}
          value={whoMayAnswer}
          onChange={setWho}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
