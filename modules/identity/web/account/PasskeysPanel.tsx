import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { makePasskey, origin, passkeysWork } from '../entry/browser.ts';
import { useAct } from '../useAct.ts';

type Passkey = { id: string; label: string; createdAt: string; usedAt: string | null };

/** The passkeys of an account: add one, take one away. */
export function PasskeysPanel(props: { passkeys: readonly Passkey[] }) {
  const t = useWords(words);
  const format = useFormat();
  const act = useAct();
  const add = () =>
    act.run(async () => {
      const { options } = await api.passkeyOptions({ origin: origin() });
      await api.addPasskey({ origin: origin(), answer: await makePasskey(options) });
    });
  return (
    <Panel
      title={t('passkeys.title')}
      hint={t('passkeys.hint')}
      actions={
        passkeysWork() && (
          <Button icon="plus" busy={act.busy} onClick={add}>
            {t('passkeys.add')}
          </Button>
        )
      }
    >
      <DataList
        caption={t('passkeys.title')}
        rows={props.passkeys}
        rowKey={(row) => row.id}
        empty={<p>{t('passkeys.none')}</p>}
        columns={[
          { key: 'label', label: t('passkeys.madeOn'), show: (row) => row.label || t('passkeys.unnamed') },
          { key: 'created', label: t('passkeys.since'), show: (row) => format.moment(row.createdAt) },
          {
            key: 'used',
            label: t('passkeys.used'),
            show: (row) => (row.usedAt === null ? t('passkeys.never') : format.ago(row.usedAt)),
          },
        ]}
        actionsLabel={t('passkeys.remove')}
        actions={(row) => (
          <Button
            kind="plain"
            size="small"
            icon="remove"
            onClick={() => act.run(() => api.removePasskey({ id: row.id }))}
          >
            {t('passkeys.remove')}
          </Button>
        )}
      />
      <Failure of={act.failure} while="doing" />
    </Panel>
  );
}
