import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { keepPreviousData, useQuery } from '../../../kernel/web/queries.ts';
import type { Start } from '../contract.ts';
import type { Weekday } from '../model.ts';
import { hereAndNow } from '../model.ts';
import { api } from './api.ts';

/** What somebody asks of the directory: words, what they narrow by, and where a distance is measured from. */
export type Question = {
  readonly text: string;
  readonly marks: readonly string[];
  readonly day: Weekday | null;
  readonly time: string | null;
  readonly language: string | null;
  readonly reach: 'local' | 'provincial' | null;
  readonly age: number | null;
  readonly group: string | null;
  readonly takesNow: boolean;
  readonly siteId: string | null;
  readonly near: z.output<typeof Start> | null;
  readonly within: number | null;
};

/** Nothing asked yet. */
export const nothingAsked: Question = {
  text: '',
  marks: [],
  day: null,
  time: null,
  language: null,
  reach: null,
  age: null,
  group: null,
  takesNow: false,
  siteId: null,
  near: null,
  within: null,
};

const last = new Map<string, Question>();

/** The question on the screen, for one person or for nobody in particular; still there when one comes back from a service. It never stands in the address. */
export function useQuestion(whom = ''): [Question, (change: Partial<Question>) => void, boolean] {
  const [question, setQuestion] = useState(last.get(whom) ?? nothingAsked);
  const change = (part: Partial<Question>) =>
    setQuestion((before) => {
      const after = { ...before, ...part };
      last.set(whom, after);
      return after;
    });
  return [question, change, last.has(whom)];
}

function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

function narrowingOf(question: Question) {
  const { text: _, marks, takesNow, ...single } = question;
  const given = Object.entries(single).filter(([, value]) => value !== null);
  return { marks: [...marks], ...(takesNow ? { takesNow } : {}), ...Object.fromEntries(given) };
}

/** The services that answer a question, as it is typed; the earlier ones stay until the new ones are here. With a start, the nearest come first. */
export function useFound(question: Question, shown: number) {
  const text = useSettled(question.text, 120);
  const narrowing = narrowingOf(question);
  const order = question.near === null ? ('best' as const) : ('nearest' as const);
  return useQuery({
    queryKey: ['directory.searchServices', text, narrowing, shown],
    queryFn: ({ signal }) =>
      api.searchServices({ text, narrowing, order, here: hereAndNow(new Date()), limit: shown }, { signal }),
    placeholderData: keepPreviousData,
  });
}
