import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { IconButton } from '../../../../../ui/action/IconButton.tsx';
import { Badge } from '../../../../../ui/data/Badge.tsx';
import { CheckField } from '../../../../../ui/fields/ChoiceField.tsx';
import { Row } from '../../../../../ui/page/Layout.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { FindQuestion, Question } from '../../../../vocabulary/model.ts';
import { draftVersion } from '../../../forms/draft.ts';
import type { DraftItem } from '../../../forms/draftShape.ts';
import words from '../../../words.json' with { type: 'json' };
import classes from '../forms.module.css';
import { useWhenText } from './formText.ts';

/** One question of a form being written: whether it must be answered, when it is shown, its place. */
export function ItemRow(props: {
  item: DraftItem;
  items: readonly DraftItem[];
  find: FindQuestion;
  first: boolean;
  last: boolean;
  onMove: (by: number) => void;
  onRemove: () => void;
  onRequired: (required: boolean) => void;
  onWhen: () => void;
  onEdit: (question: Question) => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const whenText = useWhenText();
  const { item, items, find } = props;
  const question = find(item.question, item.version ?? draftVersion);
  const called = (question && read(question.words)) || t('form.unnamed');
  const named = (code: string) => {
    const other = items.find((one) => one.question === code);
    return other && find(code, other.version ?? draftVersion);
  };
  return (
    <li className={classes['line']}>
      <fieldset className={classes['entry']}>
        <legend className="visually-hidden">{called}</legend>
        <Row>
          <strong>{called}</strong>
          {question && <Badge>{t(`form.kind.${question.kind}`)}</Badge>}
          {item.version === null && <Badge tone="info">{t('form.writtenHere')}</Badge>}
        </Row>
        {item.when.map((condition) => (
          <p key={JSON.stringify(condition)} className={classes['quiet']}>
            {whenText(condition, named(condition.question))}
          </p>
        ))}
        <CheckField label={t('form.required')} checked={item.required} onChange={props.onRequired} />
        <Row>
          {!props.first && (
            <Button size="small" label={t('form.upNamed', { name: called })} onClick={() => props.onMove(-1)}>
              {t('form.up')}
            </Button>
          )}
          {!props.last && (
            <Button
              size="small"
              label={t('form.downNamed', { name: called })}
              onClick={() => props.onMove(1)}
            >
              {t('form.down')}
            </Button>
          )}
          <Button size="small" label={t('form.whenNamed', { name: called })} onClick={props.onWhen}>
            {t('form.shownWhen')}
          </Button>
          {question && (
            <Button
              size="small"
              label={t('form.rewordNamed', { name: called })}
              onClick={() => props.onEdit(question)}
            >
              {t('form.reword')}
            </Button>
          )}
          <IconButton
            icon="remove"
            label={t('form.removeNamed', { name: called })}
            onClick={props.onRemove}
          />
        </Row>
      </fieldset>
    </li>
  );
}
