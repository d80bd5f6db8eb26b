import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import { calledBy } from '../../people/model.ts';
import { channels } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import {
  api,
  peopleApi,
  useAgreements,
  useChoices,
  usePlaces,
  useProgram,
  useProgramList,
  useProgramName,
  useRead,
} from './api.ts';
import { useAct } from './useAct.ts';

const start = () => ({
  id: newId(),
  at: '',
  sourceCode: '',
  channelCode: 'in_person',
  agreementId: '',
  note: '',
});

/** Points a client to a program that a site offers. */
export function ReferPage() {
  const t = useWords(words);
  const clientId = useParam('clientId');
  const client = useQuery({
    queryKey: ['people.openClient', clientId],
    queryFn: () => peopleApi.openClient({ clientId }),
  });
  const name = client.data ? calledBy(client.data.identity) : t('list.client');
  return (
    <Page
      title={t('refer.title')}
      lede={t('refer.lede')}
      stage="deliver"
      width="narrow"
      back={{ to: `/clients/${clientId}`, label: name }}
    >
      <ReferForm clientId={clientId} />
    </Page>
  );
}

function ReferForm(props: { clientId: string }) {
  const t = useWords(words);
  const go = useGo();
  const choices = useChoices();
  const names = useProgramList();
  const programName = useProgramName();
  const read = useRead();
  const { clientId } = props;
  const places = usePlaces();
  const draft = useDraft(`pathway.refer.${clientId}`, start());
  const { id, at, sourceCode, channelCode, note } = draft.value;
  // A form kept on this device before agreements existed holds none.
  const agreementId = draft.value.agreementId ?? '';
  const rows = places.data?.rows ?? [];
  const chosen =
    rows.find((row) => `${row.siteId}.${row.programCode}` === at) ??
    (rows.length === 1 ? rows[0] : undefined);
  const program = useProgram(chosen?.programCode);
  const agreements = useAgreements(chosen);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(() => go(`/clients/${clientId}`));
  const channel = channels.find((one) => one === channelCode);
  const set = (change: Partial<typeof draft.value>) => draft.set((before) => ({ ...before, ...change }));
  const missing = tried ? t('refer.choose') : undefined;
  const save = (asDraft: boolean) => {
    setTried(true);
    if (!chosen || !sourceCode || !channel) return;
    const { siteId, programCode } = chosen;
    const send = async () => {
      await api.referClient(
        {
          id,
          clientId,
          siteId,
          programCode,
          sourceCode,
          channelCode: channel,
          draft: asDraft,
          ...(agreements.some((one) => one.id === agreementId) ? { agreementId } : {}),
          ...(note ? { note } : {}),
        },
        { key: draft.once },
      );
      await draft.clear(start());
    };
    void act(send, t(asDraft ? 'refer.draftSaved' : 'refer.saved'));
  };
  if (places.isPending || names.isPending) return <Skeletons shape="lines" count={6} />;
  if (places.data && rows.length === 0)
    return <EmptyState title={t('board.none')} hint={t('board.noneHint')} />;
  return (
    <Form
      onSubmit={() => save(false)}
      actions={
        <>
          <Button kind="primary" type="submit" busy={busy}>
            {t('refer.save')}
          </Button>
          <Button kind="plain" busy={busy} onClick={() => save(true)}>
            {t('refer.keepDraft')}
          </Button>
        </>
      }
    >
      <ChoiceField
        label={t('refer.where')}
        choices={rows.map((row) => ({
          value: `${row.siteId}.${row.programCode}`,
          label: `${programName(row.programCode)} · ${read(row.siteName)}`,
        }))}
        value={chosen ? `${chosen.siteId}.${chosen.programCode}` : null}
        onChange={(value) => set({ at: value })}
        error={chosen ? undefined : missing}
      />
      <ChoiceField
        label={t('refer.source')}
        choices={choices(program?.referralSources)}
        value={sourceCode}
        onChange={(value) => set({ sourceCode: value })}
        error={sourceCode ? undefined : missing}
      />
      <ChoiceField
        label={t('refer.channel')}
        choices={channels.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
        value={channelCode}
        onChange={(value) => set({ channelCode: value })}
      />
      {agreements.length > 0 && (
        <ChoiceField
          label={t('refer.agreement')}
          required={false}
          choices={[
            ...agreements.map((one) => ({ value: one.id, label: one.partnerName })),
            { value: '', label: t('refer.noAgreement') },
          ]}
          value={agreementId}
          onChange={(value) => set({ agreementId: value })}
        />
      )}
      <LongTextField
        label={t('refer.note')}
        required={false}
        value={note}
        onChange={(value) => set({ note: value })}
        maxLength={4_000}
      />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear(start())} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
