import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere, useChoices } from '../../../pathway/web/index.ts';
import type { Post } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useList } from '../api.ts';

type Sheet = { readonly post: Post; readonly onClose: () => void };

/** Somebody no longer holds the post from a day on. */
export function EndSheet({ post, onClose }: Sheet) {
  const t = useWords(words);
  const choices = useChoices();
  const endings = useList('ending');
  const [toOn, setTo] = useState(todayHere());
  const [endCode, setEnd] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useAct(onClose);
  const { holder } = post;
  const save = () => {
    setTried(true);
    if (holder === null || endCode === null || toOn === '') return;
    const { id, version } = holder;
    void act(() => api.endHolding({ id, version, toOn, endCode }), t('saved'));
  };
  return (
    <SheetForm title={t('post.end')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <DayField label={t('post.endDay')} value={toOn} onChange={setTo} />
      <ChoiceField
        label={t('post.why')}
        choices={choices(endings)}
        value={endCode}
        onChange={setEnd}
        error={tried && endCode === null ? t('needed') : undefined}
      />
    </SheetForm>
  );
}

/** Somebody is away from a post they keep. */
export function LeaveSheet({ post, onClose }: Sheet) {
  const t = useWords(words);
  const [fromOn, setFrom] = useState(todayHere());
  const [toOn, setTo] = useState('');
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(onClose);
  const { holder } = post;
  const save = () => {
    if (holder === null || fromOn === '') return;
    const back = toOn === '' ? {} : { toOn };
    void act(() => api.startLeave({ id, holdingId: holder.id, fromOn, ...back }), t('saved'));
  };
  return (
    <SheetForm title={t('post.leave')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <DayField
        label={t('post.leaveFrom')}
        hint={t('post.leaveHint')}
        value={fromOn}
        onChange={setFrom}
        error={fromOn === '' ? t('needed') : undefined}
      />
      <DayField label={t('post.leaveTo')} value={toOn} onChange={setTo} />
    </SheetForm>
  );
}

/** Somebody is back. */
export function BackSheet({ post, onClose }: Sheet) {
  const t = useWords(words);
  const [toOn, setTo] = useState(todayHere());
  const { act, busy, failure } = useAct(onClose);
  const away = post.holder?.away;
  const save = () => {
    if (!away || toOn === '') return;
    void act(() => api.endLeave({ id: away.id, version: away.version, toOn }), t('saved'));
  };
  return (
    <SheetForm title={t('post.back')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <DayField
        label={t('post.backDay')}
        value={toOn}
        onChange={setTo}
        error={toOn === '' ? t('needed') : undefined}
      />
    </SheetForm>
  );
}

/** A post ends. */
export function CloseSheet({ post, onClose }: Sheet) {
  const t = useWords(words);
  const [closedOn, setClosed] = useState(todayHere());
  const { act, busy, failure } = useAct(onClose);
  const save = () => {
    if (closedOn === '') return;
    void act(() => api.closePosition({ id: post.id, version: post.version, closedOn }), t('saved'));
  };
  return (
    <SheetForm title={t('post.close')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <DayField
        label={t('post.closeDay')}
        value={closedOn}
        onChange={setClosed}
        error={closedOn === '' ? t('needed') : undefined}
      />
    </SheetForm>
  );
}
