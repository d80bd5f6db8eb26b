import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import type { PublishedLesson } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };

/** What the site decided; nothing for a lesson without a decided trial. */
export function DecisionBadge(props: { decision: PublishedLesson['decision'] }) {
  const t = useWords(words);
  if (props.decision === null) return null;
  return (
    <Badge tone={props.decision === 'abandon' ? 'still' : 'share'}>{t(`decision.${props.decision}`)}</Badge>
  );
}
