import { useState } from 'react';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Clash } from '../../../../ui/page/Clash.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { TrialShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import classes from '../learning.module.css';

/**
 * One of the two texts of a trial. Beside the text the draft keeps what it was written upon; when that has changed on the server,
 * both texts are shown and the next save settles them. The other text is always sent as it stands now.
 */
export function TrialNotes(props: { trial: TrialShown; part: 'happened' | 'studied' }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { trial, part } = props;
  const stands = { text: trial[part] ?? '', upon: trial[part] ?? '' };
  const draft = useDraft(`learning.trial.${trial.id}.${part}`, stands);
  const { busy, failure, setFailure, act } = useAct();
  const [writing, setWriting] = useState(false);
  const untouched = draft.state.kind === 'untouched';
  const { text, upon } = untouched ? stands : draft.value;
  const moved = stands.text !== upon && stands.text !== text.trim();
  const save = () =>
    void act(async () => {
      const said = { happened: trial.happened ?? '', studied: trial.studied ?? '', [part]: text };
      try {
        await api.recordTrial({ id: trial.id, version: trial.version, ...said });
      } finally {
        await client.invalidateQueries({ queryKey: ['learning.openTrial', trial.id] });
      }
      await draft.clear();
      setWriting(false);
    }, t('trial.written'));
  const settle = (words: string) => {
    draft.set({ text: words, upon: stands.text });
    setFailure(undefined);
  };
  if (untouched && !writing && stands.text !== '') {
    return (
      <>
        <h3>{t(`trial.${part}`)}</h3>
        <p className={classes['words']}>{stands.text}</p>
        <div>
          <Button
            size="small"
            icon="edit"
            label={`${t('trial.rewrite')}: ${t(`trial.${part}`)}`}
            onClick={() => setWriting(true)}
          >
            {t('trial.rewrite')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <Form
      onSubmit={save}
      actions={
        untouched ? undefined : (
          <Button type="submit" kind="primary" busy={busy} disabled={moved}>
            {t('trial.write')}
          </Button>
        )
      }
    >
      <LongTextField
        label={t(`trial.${part}`)}
        hint={t(`trial.${part}Hint`)}
        rows={4}
        maxLength={4_000}
        value={text}
        onChange={(value) => draft.set({ text: value, upon })}
      />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear()} />
      {moved ? (
        <Clash theirs={stands.text} yours={text} onKeep={settle} />
      ) : (
        <Failure of={failure} while="doing" />
      )}
    </Form>
  );
}
