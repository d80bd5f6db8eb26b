import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { asideReasons } from '../../model.ts';
import type { SelfReferralLine } from '../../operations/selfReferral.ts';
import words from '../../words.json' with { type: 'json' };
import { api, peopleApi } from '../api.ts';
import { ClientPicker } from '../ClientPicker.tsx';
import { useAct } from '../useAct.ts';

type Of = { readonly row: SelfReferralLine; readonly onClose: () => void };

/** Who asked: a client who is known, or somebody to register under what they want to be called. */
export function LinkSheet({ row, onClose }: Of) {
  const t = useWords(words);
  const go = useGo();
  const [referralId] = useState(() => newId());
  const [newClient] = useState(() => newId());
  const { busy, failure, act } = useAct(onClose);
  const link = async (clientId: string) => {
    await api.linkSelfReferral({ id: row.id, version: row.version, clientId, referralId });
    go(`/clients/${clientId}`);
  };
  const register = async () => {
    const identity = { name: row.called };
    const { siteId, language } = row;
    await peopleApi.registerClient({ id: newClient, siteId, identity, language });
    await link(newClient);
  };
  return (
    <Sheet open onClose={onClose} title={t('self.linkTitle', { name: row.called })}>
      <Stack gap={4}>
        <p>{t('self.linkHint')}</p>
        <ClientPicker onChoose={({ clientId }) => void act(() => link(clientId), t('self.linked'))} />
        <Button busy={busy} onClick={() => void act(register, t('self.linked'))}>
          {t('self.register', { name: row.called })}
        </Button>
        <Failure of={failure} while="doing" />
      </Stack>
    </Sheet>
  );
}

/** Why nobody will be met. */
export function AsideSheet({ row, onClose }: Of) {
  const t = useWords(words);
  const [reason, setReason] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(onClose);
  const reasonCode = asideReasons.find((one) => one === reason);
  const save = () => {
    setTried(true);
    if (reasonCode === undefined) return;
    const { id, version } = row;
    void act(() => api.setSelfReferralAside({ id, version, reasonCode }), t('self.asideSaved'));
  };
  return (
    <Sheet open onClose={onClose} title={t('self.asideTitle')}>
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
          choices={asideReasons.map((one) => ({ value: one, label: t(`self.reason.${one}`) }))}
          value={reason}
          onChange={setReason}
          error={tried && reasonCode === undefined ? t('refer.choose') : undefined}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
