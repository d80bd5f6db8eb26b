import type { z } from 'zod';
import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import type { Reading } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useHoursWords } from './hoursWords.ts';
import { useNameOfCode } from './nameOfCode.ts';

/** How the question was read: needs it names, spellings it was given, conditions found in it. Silent when it was read as typed. */
export function Understood(props: { reading: z.output<typeof Reading> }) {
  const t = useWords(words);
  const nameOf = useNameOfCode();
  const { dayName } = useHoursWords();
  const { reading } = props;
  const when = [reading.day === null ? '' : dayName(reading.day), reading.time ?? '']
    .filter(Boolean)
    .join(' ');
  const parts = [
    ...reading.asked.flatMap((one) =>
      one.readAs === null ? [] : [t('why.readAs', { text: one.text, readAs: one.readAs })],
    ),
    ...new Set(reading.asked.flatMap((one) => one.needs.map(nameOf))),
    ...reading.marks.map(nameOf),
    ...(when === '' ? [] : [t('read.open', { when })]),
    ...(reading.checkedWithin === null ? [] : [t('read.checked', { count: reading.checkedWithin })]),
  ];
  if (parts.length === 0) return null;
  return (
    <Row gap={2}>
      <span>{t('read.as')}</span>
      {parts.map((part) => (
        <Badge key={part} tone="deliver">
          {part}
        </Badge>
      ))}
    </Row>
  );
}
