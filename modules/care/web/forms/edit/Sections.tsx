import { useState } from 'react';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { BothFields } from '../../../../../ui/fields/BothFields.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { FindQuestion, Question } from '../../../../vocabulary/model.ts';
import { draftOfQuestion } from '../../../forms/draft.ts';
import type { DraftItem, DraftSection, QuestionDraft } from '../../../forms/draftShape.ts';
import words from '../../../words.json' with { type: 'json' };
import classes from '../forms.module.css';
import type { Part } from './AboutForm.tsx';
import { AddQuestionSheet } from './AddQuestionSheet.tsx';
import { ConditionSheet } from './ConditionSheet.tsx';
import { ItemRow } from './ItemRow.tsx';
import { moved, newCode } from './lists.ts';
import { QuestionSheet } from './QuestionSheet.tsx';

const noWords = { en: '', fr: '' };
type Open =
  | { readonly sheet: 'add'; readonly section: string }
  | { readonly sheet: 'question'; readonly question: QuestionDraft; readonly section?: string }
  | { readonly sheet: 'when'; readonly item: DraftItem };

/** The sections of a form with their questions: added from the bank or written here, in the order they are asked. */
export function Sections(props: Part & { bank: readonly Question[]; find: FindQuestion }) {
  const t = useWords(words);
  const { draft, set, bank, find } = props;
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const items = draft.sections.flatMap((section) => section.items);
  const change = (code: string, with_: (section: DraftSection) => DraftSection) =>
    set({ sections: draft.sections.map((one) => (one.code === code ? with_(one) : one)) });
  const put = (section: string, item: DraftItem) =>
    change(section, (one) => ({ ...one, items: [...one.items, item] }));
  const changeItem = (question: string, change_: Partial<DraftItem>) =>
    set({
      sections: draft.sections.map((section) => ({
        ...section,
        items: section.items.map((item) => (item.question === question ? { ...item, ...change_ } : item)),
      })),
    });
  const write = (question: QuestionDraft, section?: string) => {
    const questions = [...draft.questions.filter((one) => one.code !== question.code), question];
    const item = { question: question.code, version: null, required: false, when: [] };
    set({
      questions,
      sections: draft.sections.map((one) => ({
        ...one,
        items: [
          ...one.items.map((known) =>
            known.question === question.code ? { ...known, version: null } : known,
          ),
          ...(one.code === section ? [item] : []),
        ],
      })),
    });
  };
  const edit = (question: Question, version: string | null) => {
    const own = draft.questions.find((one) => version === null && one.code === question.code);
    const last = bank.findLast((one) => one.code === question.code && one.version === version);
    setOpen({ sheet: 'question', question: own ?? draftOfQuestion(last ?? question) });
  };
  return (
    <Stack>
      {draft.sections.map((section, index) => (
        <SectionPanel
          key={section.code}
          section={section}
          index={index}
          count={draft.sections.length}
          onChange={(more) => change(section.code, (one) => ({ ...one, ...more }))}
          onMove={(by) => set({ sections: moved(draft.sections, index, by) })}
          onRemove={() => set({ sections: draft.sections.filter((one) => one.code !== section.code) })}
          onAdd={() => setOpen({ sheet: 'add', section: section.code })}
        >
          {section.items.map((item, at) => (
            <ItemRow
              key={item.question}
              item={item}
              find={find}
              items={items}
              first={at === 0}
              last={at === section.items.length - 1}
              onMove={(by) => change(section.code, (one) => ({ ...one, items: moved(one.items, at, by) }))}
              onRemove={() =>
                change(section.code, (one) => ({
                  ...one,
                  items: one.items.filter((_, place) => place !== at),
                }))
              }
              onRequired={(required) => changeItem(item.question, { required })}
              onWhen={() => setOpen({ sheet: 'when', item })}
              onEdit={(question) => edit(question, item.version)}
            />
          ))}
        </SectionPanel>
      ))}
      <Row>
        <Button
          icon="plus"
          onClick={() =>
            set({
              sections: [...draft.sections, { code: newCode(), name: noWords, hint: noWords, items: [] }],
            })
          }
        >
          {t('form.addSection')}
        </Button>
      </Row>
      {open?.sheet === 'add' && (
        <AddQuestionSheet
          bank={bank}
          asked={new Set(items.map((item) => item.question))}
          onClose={() => setOpen(undefined)}
          onChoose={({ code, version }) => {
            put(open.section, { question: code, version, required: false, when: [] });
            setOpen(undefined);
          }}
          onWrite={() => setOpen({ sheet: 'question', question: blank(), section: open.section })}
        />
      )}
      {open?.sheet === 'question' && (
        <QuestionSheet
          key={open.question.code}
          question={open.question}
          onClose={() => setOpen(undefined)}
          onDone={(question) => {
            write(question, open.section);
            setOpen(undefined);
          }}
        />
      )}
      {open?.sheet === 'when' && (
        <ConditionSheet
          item={open.item}
          items={items}
          find={find}
          onClose={() => setOpen(undefined)}
          onDone={(when) => {
            changeItem(open.item.question, { when });
            setOpen(undefined);
          }}
        />
      )}
    </Stack>
  );
}

const blank = (): QuestionDraft => ({
  code: newCode(),
  follows: null,
  kind: 'one',
  meaning: noWords,
  words: noWords,
  hint: noWords,
  choices: [
    { code: newCode(), name: noWords },
    { code: newCode(), name: noWords },
  ],
  unit: noWords,
  least: null,
  most: null,
});

function SectionPanel(props: {
  section: DraftSection;
  index: number;
  count: number;
  onChange: (change: Partial<DraftSection>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
  onAdd: () => void;
  children: React.ReactNode;
}) {
  const t = useWords(words);
  const read = useRead();
  const { section, index, count } = props;
  const called = read(section.name) || t('form.sectionNumber', { n: index + 1 });
  return (
    <Panel
      title={called}
      actions={
        <Row>
          {index > 0 && (
            <Button size="small" label={t('form.upNamed', { name: called })} onClick={() => props.onMove(-1)}>
              {t('form.up')}
            </Button>
          )}
          {index < count - 1 && (
            <Button
              size="small"
              label={t('form.downNamed', { name: called })}
              onClick={() => props.onMove(1)}
            >
              {t('form.down')}
            </Button>
          )}
          {section.items.length === 0 && count > 1 && (
            <Button size="small" label={t('form.removeNamed', { name: called })} onClick={props.onRemove}>
              {t('form.remove')}
            </Button>
          )}
        </Row>
      }
    >
      <Stack>
        <BothFields
          label={t('form.sectionName')}
          value={section.name}
          onChange={(name) => props.onChange({ name })}
        />
        <ol className={classes['lines']}>{props.children}</ol>
        <Row>
          <Button icon="plus" label={t('form.addTo', { name: called })} onClick={props.onAdd}>
            {t('form.addQuestion')}
          </Button>
        </Row>
      </Stack>
    </Panel>
  );
}
