import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import type { Freshness } from '../contract.ts';
import { standingOf } from '../model.ts';
import type { Standing } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { todayHere } from './api.ts';

const tones: Readonly<Record<Standing, 'good' | 'still' | 'warn' | 'bad'>> = {
  fresh: 'good',
  ageing: 'still',
  old: 'warn',
  unknown: 'warn',
  reported: 'bad',
};

/** How far a record can be trusted today, in words. */
export function StandingBadge(props: { of: Freshness }) {
  const t = useWords(words);
  const format = useFormat();
  const standing = standingOf(props.of, todayHere());
  const { checkedOn } = props.of;
  const ago =
    checkedOn === null || checkedOn >= todayHere() ? '' : ` (${format.ago(`${checkedOn}T12:00:00`)})`;
  const day = checkedOn === null ? '' : `${format.day(checkedOn)}${ago}`;
  return (
    <Badge
      tone={tones[standing]}
      icon={standing === 'fresh' ? 'check' : standing === 'reported' ? 'warning' : 'clock'}
    >
      {t(`standing.${standing}`, { day })}
    </Badge>
  );
}
