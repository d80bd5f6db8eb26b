import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { Said } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useProgramsChanged, useRead } from '../api.ts';

/** A new program model: its name in both languages, and the model it begins from. */
export function NewModelSheet(props: {
  patterns: readonly { readonly key: string; readonly name: Said; readonly summary: Said }[];
  pattern?: string | undefined;
  onClose: () => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const go = useGo();
  const [id] = useState(() => newId());
  const [en, setEn] = useState('');
  const [fr, setFr] = useState('');
  const [pattern, setPattern] = useState<string | null>(props.pattern ?? null);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({
    changed: useProgramsChanged(),
    done: () => go(`/programs/drafts/${id}`),
  });
  const short = (text: string) => (tried && text.trim().length < 3 ? t('edit.needed') : undefined);
  const save = () => {
    setTried(true);
    if (en.trim().length < 3 || fr.trim().length < 3 || pattern === null) return;
    void act(() => api.startDraft({ id, pattern, name: { en, fr } }), t('edit.started'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('edit.new')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('edit.begin')}
          </Button>
        }
      >
        <TextField label={t('edit.nameEn')} value={en} onChange={setEn} maxLength={200} error={short(en)} />
        <TextField label={t('edit.nameFr')} value={fr} onChange={setFr} maxLength={200} error={short(fr)} />
        <ChoiceField
          label={t('edit.pattern')}
          hint={t('edit.patternHint')}
          choices={props.patterns.map((one) => ({
            value: one.key,
            label: read(one.name),
            hint: read(one.summary),
          }))}
          value={pattern}
          onChange={setPattern}
          error={tried && pattern === null ? t('edit.needed') : undefined}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
