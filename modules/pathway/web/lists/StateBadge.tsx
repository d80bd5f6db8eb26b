import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import type { Tone } from '../../../../ui/page/Notice.tsx';
import type { ReferralState } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };

const tones: Readonly<Record<ReferralState, Tone>> = {
  draft: 'still',
  sent: 'info',
  accepted: 'info',
  declined: 'warn',
  waiting: 'info',
  in_progress: 'good',
  helped: 'good',
  could_not_help: 'warn',
  withdrawn: 'still',
};

/** Where a referral stands; "no answer" once it has waited too long for one. */
export function StateBadge(props: { of: { state: ReferralState; unanswered: boolean } }) {
  const t = useWords(words);
  const { state, unanswered } = props.of;
  if (unanswered) return <Badge tone="warn">{t('state.unanswered')}</Badge>;
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
