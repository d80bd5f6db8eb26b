import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { channels } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import { ClientPicker } from './ClientPicker.tsx';
import { useAct } from './useAct.ts';

/** From a service's page: refer a client to it, and enter the answer later. */
export function ReferToService(props: { serviceId: string; name: string }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {t('service.refer')}
      </Button>
      {open && <ReferSheet {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The sheet that refers to a service; the client is chosen first where they are not known yet. */
export function ReferSheet(props: {
  serviceId: string;
  name: string;
  client?: { clientId: string; name: string } | undefined;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { serviceId, onClose } = props;
  const [id] = useState(() => newId());
  const [client, setClient] = useState(props.client);
  const [channelCode, setChannel] = useState<(typeof channels)[number]>('phone');
  const [note, setNote] = useState('');
  const { busy, failure, act } = useAct(onClose);
  const save = () => {
    if (client === undefined) return;
    const { clientId } = client;
    void act(
      () => api.referToService({ id, clientId, serviceId, channelCode, ...(note ? { note } : {}) }),
      t('service.saved'),
    );
  };
  return (
    <Sheet open onClose={onClose} title={t('service.title', { service: props.name })}>
      {client === undefined ? (
        <ClientPicker onChoose={setClient} autoFocus />
      ) : (
        <Form
          onSubmit={save}
          actions={
            <Button kind="primary" type="submit" busy={busy}>
              {t('refer.save')}
            </Button>
          }
        >
          <Row apart>
            <strong>{client.name}</strong>
            {props.client === undefined && (
              <Button kind="plain" size="small" onClick={() => setClient(undefined)}>
                {t('picker.change')}
              </Button>
            )}
          </Row>
          <ChoiceField
            label={t('service.channel')}
            choices={channels.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
            value={channelCode}
            onChange={(value) => setChannel(channels.find((one) => one === value) ?? channelCode)}
          />
          <LongTextField
            label={t('service.note')}
            required={false}
            value={note}
            onChange={setNote}
            maxLength={4_000}
          />
          <Failure of={failure} while="doing" />
        </Form>
      )}
    </Sheet>
  );
}
