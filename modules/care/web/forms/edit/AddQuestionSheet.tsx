import { useState } from 'react';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { SearchField } from '../../../../../ui/fields/SearchField.tsx';
import { Sheet } from '../../../../../ui/overlay/Sheet.tsx';
import { EmptyState } from '../../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { Question } from '../../../../vocabulary/model.ts';
import { fold } from '../../../../vocabulary/web/index.ts';
import words from '../../../words.json' with { type: 'json' };
import { useChoicesOf } from '../api.ts';
import classes from '../forms.module.css';
import { findable } from './BankList.tsx';

/** A question for a section: one of the bank, so that its answers join their series, or a new one. */
export function AddQuestionSheet(props: {
  bank: readonly Question[];
  asked: ReadonlySet<string>;
  onChoose: (question: Question) => void;
  onWrite: () => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const choicesOf = useChoicesOf();
  const [typed, setTyped] = useState('');
  const latest = props.bank.filter(
    (one, index) => props.bank.findIndex((other) => other.code === one.code) === index,
  );
  const found = latest.filter(
    (one) => !props.asked.has(one.code) && findable(one).includes(fold(typed.trim())),
  );
  return (
    <Sheet open onClose={props.onClose} title={t('form.addQuestion')}>
      <Stack>
        <SearchField label={t('form.findQuestion')} value={typed} onChange={setTyped} autoFocus />
        <Row>
          <Button icon="plus" onClick={props.onWrite}>
            {t('form.writeQuestion')}
          </Button>
        </Row>
        {found.length === 0 && <EmptyState plain title={t('form.noneFound')} />}
        <ul className={classes['lines']}>
          {found.map((question) => (
            <li key={question.code} className={classes['line']}>
              <strong>{read(question.words)}</strong>
              <span className={classes['quiet']}>
                {[t(`form.kind.${question.kind}`), ...choicesOf(question).map((one) => one.label)].join(
                  ' · ',
                )}
              </span>
              <Row>
                <Button
                  size="small"
                  label={t('form.addNamed', { name: read(question.words) })}
                  onClick={() => props.onChoose(question)}
                >
                  {t('form.add')}
                </Button>
              </Row>
            </li>
          ))}
        </ul>
      </Stack>
    </Sheet>
  );
}
