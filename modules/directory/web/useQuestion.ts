import { useEffect, useState } from 'react';
import { keepPreviousData, useQuery } from '../../../kernel/web/queries.ts';
import type { Weekday } from '../model.ts';
import { hereAndNow } from '../model.ts';
import { api } from './api.ts';

/** What somebody asks of the directory: words, and what they narrow by. */
export type Question = {
  readonly text: string;
  readonly marks: readonly string[];
  readonly day: Weekday | null;
  readonly time: string | null;
  readonly language: string | null;
  readonly reach: 'local' | 'provincial' | null;
};

/** Nothing asked yet. */
export const nothingAsked: Question = {
  text: '',
  marks: [],
  day: null,
  time: null,
  language: null,
  reach: null,
};

let last: Question = nothingAsked;

/** The question on the screen; still there when one comes back from a service. It never stands in the address. */
export function useQuestion(): [Question, (change: Partial<Question>) => void] {
  const [question, setQuestion] = useState(last);
  const change = (part: Partial<Question>) => {
    last = { ...question, ...part };
    setQuestion(last);
  };
  return [question, change];
}

function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** The services that answer a question, as it is typed; the earlier ones stay until the new ones are here. */
export function useFound(question: Question, shown: number) {
  const text = useSettled(question.text, 120);
  const { marks, day, time, language, reach } = question;
  const narrowing = {
    marks: [...marks],
    ...(day === null ? {} : { day }),
    ...(time === null ? {} : { time }),
    ...(language === null ? {} : { language }),
    ...(reach === null ? {} : { reach }),
  };
  return useQuery({
    queryKey: ['directory.searchServices', text, narrowing, shown],
    queryFn: ({ signal }) =>
      api.searchServices({ text, narrowing, here: hereAndNow(new Date()), limit: shown }, { signal }),
    placeholderData: keepPreviousData,
  });
}
