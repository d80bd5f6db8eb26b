import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import words from '../words.json' with { type: 'json' };
import { api, useAct, useFrameworks } from './api.ts';
import { SuggestionField } from './SuggestionField.tsx';
import { type Chosen, ConstructPicker } from './ConstructPicker.tsx';

const valences = ['barrier', 'facilitator', 'both'] as const;

type Noting = {
  readonly id: string;
  readonly siteId: string | null;
  readonly construct: Chosen | null;
  readonly valence: (typeof valences)[number] | null;
  readonly statement: string;
  readonly suggestionId?: string | null;
};

/** Where a barrier comes from when another screen noticed it: its site, the words to begin with, and what to do once it is noted. */
export type Begun = {
  readonly key: string;
  readonly siteId: string;
  readonly statement: string;
  readonly noted: (factorId: string) => Promise<unknown>;
};

/** Notes one barrier or facilitator; `construct` is a code to begin with, or empty. What is typed is kept until it is sent. */
export function NoteFactorSheet(props: { construct: string; begun?: Begun; onClose: () => void }) {
  const t = useWords(words);
  const { begun } = props;
  const mine = useMe().sites;
  const sites = begun === undefined ? mine : [];
  const frameworks = useFrameworks();
  const fresh = (): Noting => ({
    id: newId(),
    siteId: begun?.siteId ?? sites[0]?.id ?? null,
    construct: null,
    valence: begun === undefined ? null : 'barrier',
    statement: begun?.statement ?? '',
  });
  const draft = useDraft(`learning.factor.${begun?.key ?? props.construct}`, fresh());
  const { busy, failure, act } = useAct(props.onClose);
  const [shown, setShown] = useState(false);
  const given = frameworks.find(props.construct);
  const { id, siteId, valence, statement, suggestionId = null } = draft.value;
  const construct =
    draft.value.construct ?? (given ? { system: given.system, code: given.entry.code } : null);
  const set = (part: Partial<Noting>) => draft.set((before) => ({ ...before, ...part }));
  const short = statement.trim().length < 5;
  const save = () => {
    setShown(true);
    if (construct === null || valence === null || siteId === null || short) return;
    void act(async () => {
      const from = suggestionId === null ? {} : { suggestionId };
      await api.noteFactor({ id, siteId, ...construct, valence, statement, ...from }, { key: draft.once });
      await begun?.noted(id);
      await draft.clear(fresh());
    }, t('factor.noted'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('change.note')}>
      <Form
        onSubmit={save}
        actions={
          <Button type="submit" kind="primary" busy={busy}>
            {t('factor.save')}
          </Button>
        }
      >
        {sites.length > 1 && (
          <ChoiceField
            label={t('change.site')}
            choices={sites.map(({ id: value, name }) => ({ value, label: name }))}
            value={siteId}
            onChange={(value) => set({ siteId: value })}
          />
        )}
        <ChoiceField
          label={t('factor.valence')}
          choices={valences.map((value) => ({ value, label: t(`valence.${value}`) }))}
          value={valence}
          onChange={(value) => set({ valence: valences.find((one) => one === value) ?? null })}
          error={shown && valence === null ? t('factor.valenceNeeded') : undefined}
        />
        <LongTextField
          label={t('factor.statement')}
          hint={t('factor.statementHint')}
          rows={3}
          maxLength={600}
          value={statement}
          onChange={(value) => set({ statement: value })}
          error={shown && short ? t('factor.statementNeeded') : undefined}
        />
        <ConstructPicker
          value={construct}
          onChange={(chosen) => set({ construct: chosen })}
          error={shown && construct === null ? t('construct.needed') : undefined}
        />
        <SuggestionField value={suggestionId} onChange={(value) => set({ suggestionId: value })} />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear(fresh())} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
