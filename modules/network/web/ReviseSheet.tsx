import { useState } from 'react';
import { Refused } from '../../../kernel/web/call.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import type { OwnLesson } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useAct } from './api.ts';
import { isWhole, LessonFields, type LessonWords } from './lesson/LessonFields.tsx';

type Kept = LessonWords & { readonly version: number };

const parts = ['title', 'problem', 'tried', 'happened', 'advice'] as const;

const kept = ({ version, title, problem, tried, happened, advice }: Kept): Kept => ({
  version,
  title,
  problem,
  tried,
  happened,
  advice,
});

function clashIn(failure: unknown): Kept | undefined {
  return failure instanceof Refused && failure.kind === 'conflict'
    ? (failure.facts['current'] as Kept | undefined)
    : undefined;
}

/** Changes the words of a lesson; others see the change once it is published again. A second writer sees both texts. */
export function ReviseSheet(props: { lesson: OwnLesson; onClose: () => void }) {
  const t = useWords(words);
  const { lesson } = props;
  const draft = useDraft(`network.revise.${lesson.id}`, kept(lesson));
  const { busy, failure, setFailure, act } = useAct(props.onClose);
  const [shown, setShown] = useState(false);
  const now = clashIn(failure);
  const save = () => {
    setShown(true);
    if (!isWhole(draft.value)) return;
    void act(async () => {
      await api.reviseLesson({ id: lesson.id, ...draft.value });
      await draft.clear();
    }, t('draft.saved'));
  };
  const settle = (text: Partial<Kept>) => {
    if (now) draft.set((before) => ({ ...before, ...text, version: now.version }));
    setFailure(undefined);
  };
  return (
    <Sheet open size="large" onClose={props.onClose} title={t('draft.revise')}>
      <Form
        onSubmit={save}
        actions={
          <Button type="submit" kind="primary" busy={busy} disabled={now !== undefined}>
            {t('draft.save')}
          </Button>
        }
      >
        <LessonFields
          value={draft.value}
          language={lesson.language}
          shown={shown}
          onChange={(part) => draft.set((before) => ({ ...before, ...part }))}
        />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear(kept(lesson))} />
        {now ? (
          <Notice
            tone="warn"
            title={t('clash.title')}
            actions={
              <>
                <Button onClick={() => settle({})}>{t('clash.mine')}</Button>
                <Button onClick={() => settle(kept(now))}>{t('clash.takeTheirs')}</Button>
              </>
            }
          >
            <p>{t('clash.theirs')}</p>
            <Facts
              items={parts.map((part) => ({
                label: t(`part.${part}`),
                value: now[part] === draft.value[part] ? null : now[part],
              }))}
            />
          </Notice>
        ) : (
          <Failure of={failure} while="doing" />
        )}
      </Form>
    </Sheet>
  );
}
