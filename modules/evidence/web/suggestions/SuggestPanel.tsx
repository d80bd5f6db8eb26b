import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';

/** A draft kept before suggestions were signed has no name. */
type Suggesting = {
  readonly id: string;
  readonly text: string;
  readonly siteId: string | null;
  readonly signed?: string;
};

/** "What would make this better?": one field, from any screen; what is typed is kept until it is sent. */
export function SuggestPanel(props: { path: string; onDone: () => void }) {
  const t = useWords(words);
  const { sites } = useMe();
  const changed = useEvidenceChanged();
  const draft = useDraft<Suggesting>('evidence.suggest', {
    id: newId(),
    text: '',
    signed: '',
    siteId: sites[0]?.id ?? null,
  });
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const { text, siteId, signed = '' } = draft.value;
  const short = text.trim().length < 3;
  const send = async () => {
    setShown(true);
    if (short) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const screen = props.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '·').slice(0, 200);
      await api.suggest(
        {
          ...{ id: draft.value.id, text, screen },
          ...(siteId === null ? {} : { siteId }),
          ...(signed.trim() === '' ? {} : { signed }),
        },
        { key: draft.once },
      );
      await draft.clear({ id: newId(), text: '', signed: '', siteId });
      toast(t('suggest.thanks'));
      void changed();
      props.onDone();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      onSubmit={() => void send()}
      actions={
        <Button type="submit" kind="primary" busy={busy}>
          {t('suggest.send')}
        </Button>
      }
    >
      <LongTextField
        label={t('suggest.text')}
        hint={t('suggest.hint')}
        rows={5}
        maxLength={4_000}
        value={text}
        onChange={(value) => draft.set((before) => ({ ...before, text: value }))}
        error={shown && short ? t('suggest.needed') : undefined}
        autoFocus
      />
      <TextField
        label={t('suggest.signed')}
        hint={t('suggest.signedHint')}
        required={false}
        maxLength={120}
        value={signed}
        onChange={(value) => draft.set((before) => ({ ...before, signed: value }))}
      />
      {sites.length > 1 && (
        <ChoiceField
          label={t('suggest.site')}
          choices={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId}
          onChange={(value) => draft.set((before) => ({ ...before, siteId: value }))}
        />
      )}
      <DraftLine state={draft.state} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
