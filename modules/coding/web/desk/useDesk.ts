import { useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import { recentOf } from '../pick/find.ts';
import type { Unfinished } from '../pick/CodeForm.tsx';
import { linesOf } from '../text/segments.ts';
import { useReach } from '../text/useReach.ts';
import { useTried } from '../useTried.ts';
import { chipOf } from './chips.ts';
import { type Filter, filtered, noFilter } from './Filters.tsx';
import { type Act, askedBy } from './keys.ts';
import { neighbour, type Placed, placed } from './placed.ts';
import { type Said, type Shown, useCodings } from './useCodings.ts';

/** Which sheet lies over the desk. */
export type Open = 'code' | 'edit' | 'memo' | 'keys' | 'correct' | 'propose' | undefined;

const blank: Unfinished = { code: null, crossed: null, valence: null, strength: null, memo: '' };

/** What stands on the desk and everything that can be done there, by mouse, touch or key alike. */
export function useDesk(source: Shown, codebook: Codebook | undefined) {
  const { text } = source;
  const codings = useCodings(source);
  const lines = useMemo(() => linesOf(text), [text]);
  const reach = useReach(text, lines);
  const [open, setOpen] = useState<Open>(undefined);
  const [last, setLast] = useState<Unfinished>(blank);
  const [active, setActive] = useState(false);
  const shown = useShown(text, codings, codebook);
  const { row, setFocused } = shown;
  const finish = () => {
    setOpen(undefined);
    reach.box.current?.focus({ preventScroll: true });
  };
  const focusOn = (next: Placed | undefined) => {
    if (next === undefined) return;
    setFocused(next.coding.id);
    reach.draw(next);
  };
  const keep = async (said: Said) => {
    if (reach.chosen === undefined) return;
    await codings.add(reach.chosen, said);
    setLast(said);
    finish();
  };
  const keepActive = () => setActive(!active && last.code !== null);
  const acts = useActs({ codings, reach, shown, last, active, text, setOpen, focusOn, keepActive });
  const onKeyDown = (event: KeyboardEvent) => {
    const act = askedBy(event);
    if (act !== undefined) acts[act]();
    else if (!reach.onKey(event)) return;
    else if (!event.shiftKey) setFocused(undefined);
    event.preventDefault();
  };
  return {
    ...shown,
    source,
    codebook,
    codings,
    lines,
    reach,
    open,
    last,
    active,
    row,
    acts,
    onKeyDown,
    focusOn,
    finish,
    keep,
    setOpen,
  };
}

/** Everything a desk knows. */
export type DeskState = ReturnType<typeof useDesk>;

/** The codings where they stand in the text, as many as the filter lets through. */
function useShown(text: string, codings: ReturnType<typeof useCodings>, codebook: Codebook | undefined) {
  const t = useWords(words);
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const all = useMemo(() => placed(text, codings.asked.data?.rows ?? []), [text, codings.asked.data]);
  const rows = useMemo(() => filtered(all, filter, codebook), [all, filter, codebook]);
  const marks = useMemo(
    () => rows.map(({ coding, from, to }) => ({ id: coding.id, from, to, valence: coding.valence })),
    [rows],
  );
  const chips = useMemo(() => rows.map((row) => chipOf(row, codebook, t)), [rows, codebook, t]);
  const recent = useMemo(() => recentOf(all.map(({ coding }) => coding)), [all]);
  const row = all.find(({ coding }) => coding.id === focused);
  return { all, rows, marks, chips, recent, row, filter, setFilter, focused, setFocused };
}

/** What each act does with the chosen words and the coding that is pointed at; nothing where it has neither. */
function useActs(desk: {
  codings: ReturnType<typeof useCodings>;
  reach: ReturnType<typeof useReach>;
  shown: ReturnType<typeof useShown>;
  last: Unfinished;
  active: boolean;
  text: string;
  setOpen: (open: Open) => void;
  focusOn: (row: Placed | undefined) => void;
  keepActive: () => void;
}): Readonly<Record<Act, () => unknown>> {
  const tried = useTried();
  const { codings, reach, last, text, setOpen, focusOn } = desk;
  const { chosen } = reach;
  const { row, rows, focused } = desk.shown;
  const hold = (open: Open) => {
    reach.hold();
    setOpen(open);
  };
  const again = () => {
    const { code, valence } = last;
    if (chosen && code !== null && valence !== null)
      void tried(() => codings.add(chosen, { ...last, code, valence, strength: null, memo: '' }));
  };
  const says = (valence: Said['valence']) => () =>
    row && tried(() => codings.change(row.coding, { valence }));
  const [barrier, facilitator, mixed, neutral] = valences.map(says) as [Say, Say, Say, Say];
  return {
    code: () => chosen && (desk.active && last.code !== null ? again() : hold('code')),
    pick: () => chosen && hold('code'),
    again,
    active: desk.keepActive,
    inVivo: () => chosen && tried(() => codings.inVivo(chosen, last.valence ?? 'neutral')),
    memo: () => (chosen ?? row) && setOpen('memo'),
    next: () => focusOn(neighbour(rows, { focused, at: chosen?.from ?? 0 }, 1)),
    previous: () => focusOn(neighbour(rows, { focused, at: chosen?.from ?? text.length }, -1)),
    edit: () => row && setOpen('edit'),
    remove: () => row && tried(() => codings.remove(row.coding)),
    reach: () => row && chosen && tried(() => codings.reach(row.coding, chosen)),
    cut: () => row && chosen && tried(() => codings.split(row.coding, chosen.to)),
    join: () => row && tried(() => codings.join(row.touching.map(({ coding }) => coding))),
    propose: () => chosen && hold('propose'),
    correct: () => hold('correct'),
    keys: () => setOpen('keys'),
    barrier,
    facilitator,
    mixed,
    neutral,
  };
}

type Say = () => unknown;
