import { useState } from 'react';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { IconButton } from '../../../../../ui/action/IconButton.tsx';
import { ChoiceField, ManyChoiceField } from '../../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../../ui/fields/SelectField.tsx';
import { NumberField } from '../../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../../ui/overlay/SheetForm.tsx';
import { Row } from '../../../../../ui/page/Layout.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { FindQuestion, Question, ShownWhen } from '../../../../vocabulary/model.ts';
import { choiceCodes } from '../../../forms/answers.ts';
import { draftVersion } from '../../../forms/draft.ts';
import type { DraftItem } from '../../../forms/draftShape.ts';
import words from '../../../words.json' with { type: 'json' };
import { useChoicesOf } from '../api.ts';
import classes from '../forms.module.css';
import { useWhenText } from './formText.ts';

/** When a question is shown: the answers to earlier questions that all must be there. */
export function ConditionSheet(props: {
  item: DraftItem;
  items: readonly DraftItem[];
  find: FindQuestion;
  onClose: () => void;
  onDone: (when: ShownWhen[]) => void;
}) {
  const t = useWords(words);
  const whenText = useWhenText();
  const { item, items, find } = props;
  const [when, setWhen] = useState<readonly ShownWhen[]>(item.when);
  const before = items
    .slice(
      0,
      items.findIndex((one) => one.question === item.question),
    )
    .flatMap((one) => find(one.question, one.version ?? draftVersion) ?? []);
  return (
    <SheetForm
      title={t('form.shownWhen')}
      onClose={props.onClose}
      onSubmit={() => props.onDone([...when])}
      busy={false}
      failure={undefined}
      yes={t('form.done')}
    >
      {when.length === 0 && <p className={classes['quiet']}>{t('form.alwaysShown')}</p>}
      <ul className={classes['lines']}>
        {when.map((condition, index) => {
          const text = whenText(
            condition,
            before.find((one) => one.code === condition.question),
          );
          return (
            <li key={JSON.stringify(condition)} className={classes['line']}>
              <Row apart>
                <span>{text}</span>
                <IconButton
                  icon="remove"
                  label={t('form.removeNamed', { name: text })}
                  onClick={() => setWhen(when.toSpliced(index, 1))}
                />
              </Row>
            </li>
          );
        })}
      </ul>
      {before.length === 0 ? (
        <p className={classes['quiet']}>{t('form.nothingBefore')}</p>
      ) : (
        when.length < 6 && <NewCondition before={before} onAdd={(one) => setWhen([...when, one])} />
      )}
    </SheetForm>
  );
}

function NewCondition(props: { before: readonly Question[]; onAdd: (condition: ShownWhen) => void }) {
  const t = useWords(words);
  const read = useRead();
  const choicesOf = useChoicesOf();
  const [code, setCode] = useState<string | null>(null);
  const [choices, setChoices] = useState<readonly string[]>([]);
  const [is, setIs] = useState<'at-least' | 'at-most'>('at-least');
  const [number, setNumber] = useState<number | undefined>(undefined);
  const question = props.before.find((one) => one.code === code);
  const chooses = question !== undefined && choiceCodes(question).length > 0;
  const condition = (): ShownWhen | undefined => {
    if (question === undefined) return undefined;
    if (chooses)
      return choices.length > 0
        ? { question: question.code, is: 'one-of', choices: [...choices] }
        : undefined;
    if (question.kind !== 'number') return { question: question.code, is: 'answered' };
    return number === undefined ? undefined : { question: question.code, is, number };
  };
  const ready = condition();
  const add = () => {
    if (ready === undefined) return;
    props.onAdd(ready);
    setCode(null);
    setChoices([]);
    setNumber(undefined);
  };
  return (
    <fieldset className={classes['entry']}>
      <legend>{t('form.addCondition')}</legend>
      <SelectField
        label={t('form.earlierQuestion')}
        options={props.before.map((one) => ({ value: one.code, label: read(one.words) }))}
        value={code}
        onChange={setCode}
      />
      {question && chooses && (
        <ManyChoiceField
          label={t('form.anyOf')}
          choices={choicesOf(question)}
          value={choices}
          onChange={setChoices}
        />
      )}
      {question?.kind === 'number' && (
        <>
          <ChoiceField
            label={t('form.compare')}
            choices={[
              { value: 'at-least', label: t('form.atLeast') },
              { value: 'at-most', label: t('form.atMost') },
            ]}
            value={is}
            onChange={(value) => setIs(value === 'at-most' ? 'at-most' : 'at-least')}
          />
          <NumberField label={t('form.number')} value={number} onChange={setNumber} />
        </>
      )}
      <Row>
        <Button icon="plus" disabled={ready === undefined} onClick={add}>
          {t('form.addCondition')}
        </Button>
      </Row>
    </fieldset>
  );
}
