import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { verdicts } from '../../ratings/rating.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import type { Shared } from './shared.ts';

/** Whether a construct sets sites apart: what the rule says, and what the team says instead, with its reason. */
export function DistinctionSheet(props: Shared & { construct: string; onClose: () => void }) {
  const t = useWords(words);
  const { study, found, construct, codebook } = props;
  const known = found.distinctions.find((one) => one.construct === construct);
  const overruled = known !== undefined && known.reason !== null;
  const [verdict, setVerdict] = useState<(typeof verdicts)[number] | 'rule'>(
    overruled ? known.verdict : 'rule',
  );
  const [reason, setReason] = useState(known?.reason ?? '');
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useCodingAct(props.onClose);
  const missing = verdict !== 'rule' && reason.trim() === '';
  const submit = () => {
    setTried(true);
    if (missing) return;
    const said = verdict === 'rule' ? { study, construct, verdict } : { study, construct, verdict, reason };
    void act(() => api.overruleDistinction(said), t('rating.saved'));
  };
  return (
    <Sheet open onClose={props.onClose} title={`${codebook.nameOf(construct)} · ${t('rating.apart')}`}>
      <p>{t('rating.byRule', { verdict: t(`apart.${known?.byRule ?? 'insufficient'}`) })}</p>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('rating.saveVerdict')}
          </Button>
        }
      >
        <ChoiceField
          label={t('rating.weSay')}
          choices={(['rule', ...verdicts] as const).map((one) => ({ value: one, label: t(`apart.${one}`) }))}
          value={verdict}
          onChange={(value) => setVerdict(verdicts.find((one) => one === value) ?? 'rule')}
        />
        {verdict !== 'rule' && (
          <LongTextField
            label={t('consensus.reason')}
            value={reason}
            onChange={setReason}
            maxLength={1_000}
            required
            error={tried && missing ? t('refusal.reasonNeeded') : undefined}
          />
        )}
        {failure !== undefined && <Failure of={failure} />}
      </Form>
    </Sheet>
  );
}
