import { useState } from 'react';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { IconButton } from '../../../../../ui/action/IconButton.tsx';
import { BothFields } from '../../../../../ui/fields/BothFields.tsx';
import { SelectField } from '../../../../../ui/fields/SelectField.tsx';
import { FieldRow } from '../../../../../ui/fields/Form.tsx';
import { NumberField } from '../../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../../ui/overlay/SheetForm.tsx';
import { Row } from '../../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../../ui/page/Notice.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import { questionKinds } from '../../../../vocabulary/web/index.ts';
import type { QuestionDraft } from '../../../forms/draftShape.ts';
import words from '../../../words.json' with { type: 'json' };
import classes from '../forms.module.css';
import { moved, newCode } from './lists.ts';

/** A question being written: a new one, or other words for one that was published, whose kind and meaning stay. */
export function QuestionSheet(props: {
  question: QuestionDraft;
  onClose: () => void;
  onDone: (question: QuestionDraft) => void;
}) {
  const t = useWords(words);
  const [draft, setDraft] = useState(props.question);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<QuestionDraft>) => setDraft((before) => ({ ...before, ...change }));
  const follows = draft.follows !== null;
  const half = [draft.words, draft.meaning].some((one) => one.en.trim() === '' || one.fr.trim() === '');
  const done = () => {
    setTried(true);
    if (!half) props.onDone(draft);
  };
  return (
    <SheetForm
      title={t(follows ? 'form.reword' : 'form.writeQuestion')}
      onClose={props.onClose}
      onSubmit={done}
      busy={false}
      failure={undefined}
      yes={t('form.done')}
      size="large"
    >
      {follows && <Notice live={false}>{t('form.rewordHint', { version: draft.follows ?? '' })}</Notice>}
      <SelectField
        label={t('form.kind')}
        options={questionKinds.map((kind) => ({ value: kind, label: t(`form.kind.${kind}`) }))}
        value={draft.kind}
        onChange={(value) => set({ kind: questionKinds.find((kind) => kind === value) ?? 'one' })}
        disabled={follows}
      />
      <BothFields
        label={t('form.words')}
        value={draft.words}
        onChange={(said) => set({ words: said })}
        long
      />
      <BothFields
        label={t('form.meaning')}
        value={draft.meaning}
        onChange={(meaning) => set({ meaning })}
        disabled={follows}
      />
      <BothFields
        label={t('form.hint')}
        value={draft.hint}
        onChange={(hint) => set({ hint })}
        required={false}
      />
      {(draft.kind === 'one' || draft.kind === 'several') && (
        <Choices choices={draft.choices} onChange={(choices) => set({ choices })} />
      )}
      {draft.kind === 'number' && (
        <>
          <FieldRow>
            <NumberField
              label={t('form.least')}
              required={false}
              value={draft.least ?? undefined}
              onChange={(least) => set({ least: least ?? null })}
            />
            <NumberField
              label={t('form.most')}
              required={false}
              value={draft.most ?? undefined}
              onChange={(most) => set({ most: most ?? null })}
            />
          </FieldRow>
          <BothFields
            label={t('form.unit')}
            value={draft.unit}
            onChange={(unit) => set({ unit })}
            required={false}
          />
        </>
      )}
      {tried && half && <Notice tone="warn">{t('form.bothNeeded')}</Notice>}
    </SheetForm>
  );
}

function Choices(props: {
  choices: QuestionDraft['choices'];
  onChange: (choices: QuestionDraft['choices']) => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const { choices, onChange } = props;
  return (
    <fieldset className={classes['entry']}>
      <legend>{t('form.choices')}</legend>
      <ol className={classes['lines']}>
        {choices.map((choice, index) => {
          const called = read(choice.name) || t('form.choiceNumber', { n: index + 1 });
          return (
            <li key={choice.code} className={classes['line']}>
              <BothFields
                label={t('form.choiceNumber', { n: index + 1 })}
                value={choice.name}
                onChange={(name) =>
                  onChange(choices.map((one) => (one.code === choice.code ? { ...one, name } : one)))
                }
              />
              <Row>
                {index > 0 && (
                  <Button
                    size="small"
                    label={t('form.upNamed', { name: called })}
                    onClick={() => onChange(moved(choices, index, -1))}
                  >
                    {t('form.up')}
                  </Button>
                )}
                <IconButton
                  icon="remove"
                  label={t('form.removeNamed', { name: called })}
                  onClick={() => onChange(choices.filter((one) => one.code !== choice.code))}
                />
              </Row>
            </li>
          );
        })}
      </ol>
      <Row>
        <Button
          icon="plus"
          onClick={() => onChange([...choices, { code: newCode(), name: { en: '', fr: '' } }])}
        >
          {t('form.addChoice')}
        </Button>
      </Row>
    </fieldset>
  );
}
