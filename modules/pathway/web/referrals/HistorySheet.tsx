import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import type { ReferralLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useNameOf, useProgram } from '../api.ts';
import classes from '../pathway.module.css';

/** Every step of one referral: when, by whom, why, and how many days it stood there. */
export function HistorySheet(props: { referral: ReferralLine; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useNameOf();
  const { clientId, id, programCode } = props.referral;
  const program = useProgram(programCode ?? undefined);
  const asked = useQuery({
    queryKey: ['pathway.referralHistory', id],
    queryFn: () => api.referralHistory({ clientId, id }),
  });
  return (
    <Sheet open onClose={props.onClose} title={t('history.title')}>
      <Answer of={asked}>
        {({ steps }) => (
          <ol className={classes['plain']}>
            {steps.map((step, index) => (
              <li key={step.id} className={classes['entry']}>
                <strong>{t(`state.${step.state}`)}</strong>
                <span>
                  {format.moment(step.at)}
                  {step.byName && ` · ${step.byName}`}
                </span>
                <span className={classes['quiet']}>
                  {index === steps.length - 1
                    ? t('history.still', { count: step.days })
                    : t('history.stood', { count: step.days })}
                </span>
                {step.reasonCode && <span>{nameOf(program?.declineReasons, step.reasonCode)}</span>}
                {step.note && <p>{step.note}</p>}
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Sheet>
  );
}
