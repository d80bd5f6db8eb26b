import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { usePlans } from '../api.ts';
import { PlanCard } from './PlanCard.tsx';
import { StartSheet } from './PlanSheets.tsx';

/** The start-up plans of a site. */
export function PlanTab({ siteId }: { siteId: string }) {
  const t = useWords(words);
  const [starting, setStarting] = useState(false);
  return (
    <Answer of={usePlans(siteId)}>
      {({ plans, runs }) => (
        <Stack>
          {runs && (
            <Row>
              <Button kind="primary" icon="plus" onClick={() => setStarting(true)}>
                {t('plan.start')}
              </Button>
            </Row>
          )}
          {plans.length === 0 && <EmptyState title={t('plan.none')} hint={t('plan.noneHint')} />}
          {plans.map((plan) => (
            <PlanCard key={plan.id} siteId={siteId} plan={plan} runs={runs} />
          ))}
          {starting && <StartSheet siteId={siteId} onClose={() => setStarting(false)} />}
        </Stack>
      )}
    </Answer>
  );
}
