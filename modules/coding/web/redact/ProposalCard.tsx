import { useWords } from '../../../../kernel/web/words.tsx';
import words from '../../words.json' with { type: 'json' };
import type { Decision, Proposal } from './decide.ts';
import classes from './redact.module.css';

/** One proposal: the words, what they are, why they are proposed, and what was decided. */
export function ProposalCard(props: {
  id: string;
  row: Proposal;
  decision: Decision | undefined;
  current: boolean;
  onChoose: () => void;
}) {
  const t = useWords(words);
  const { row, decision } = props;
  const said =
    decision === undefined
      ? t('redact.open')
      : decision.accepted
        ? t('redact.becomes', { text: decision.text })
        : t('redact.stays');
  return (
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.current}
      className={classes['card']}
      data-decision={decision === undefined ? 'open' : decision.accepted ? 'accepted' : 'refused'}
      onMouseDown={props.onChoose}
    >
      <strong>{row.words}</strong>
      <span>{`${t(`redact.kind.${row.kind}`)} · ${t(`redact.because.${row.because}`)}`}</span>
      <span>{said}</span>
    </div>
  );
}
