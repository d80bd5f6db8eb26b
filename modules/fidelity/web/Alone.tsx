import { useState } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import type { Review } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useBeside, useChanged } from './api.ts';
import { ScoreCard } from './ScoreCard.tsx';
import { Sections } from './Sections.tsx';
import { isSaid, useScores } from './useScores.ts';

/** A reviewer scores every item, alone. */
export function Alone({ review }: { review: Review }) {
  const t = useWords(words);
  const scores = useScores(review);
  const beside = useBeside(review.id);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const changed = useChanged();
  const said = review.items.filter((item) => isSaid(scores.saidOf(item))).length;
  const ask = async () => {
    setTried(true);
    if ((await scores.saveAll()) && said === review.items.length) setAsking(true);
  };
  const finish = async () => {
    await api.finishScores({ reviewId: review.id });
    await changed();
  };
  return (
    <Stack>
      <Notice tone="info" live={false}>
        {t('alone')}
      </Notice>
      <Sections review={review}>
        {(item) => (
          <ScoreCard key={item.code} {...{ review, item, scores, tried }} record={beside.get(item.code)} />
        )}
      </Sections>
      <Row gap={3}>
        <span role="status">{t('progress', { done: said, items: review.items.length })}</span>
        <Button kind="primary" onClick={() => void ask()}>
          {t('finish')}
        </Button>
      </Row>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('finish')}
        yes={t('finish')}
        onYes={finish}
      >
        {t('finishQuestion')}
      </Confirm>
    </Stack>
  );
}
