import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { Ranking } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import { OrderField } from './OrderField.tsx';

/** One person's ballot: what matters most to them and, if it is asked, what is easiest to address. */
export function BallotForm({ ranking }: { ranking: Ranking }) {
  const t = useWords(words);
  const [id] = useState(newId);
  const [weighty, setWeighty] = useState<readonly string[]>(ranking.own?.weighty ?? []);
  const [easy, setEasy] = useState<readonly string[]>(ranking.own?.easy ?? []);
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useCodingAct();
  const cast = () => {
    setTried(true);
    if (weighty.length === 0) return;
    const said = { id, rankingId: ranking.id, weighty: [...weighty], easy: [...easy] };
    void act(() => api.castBallot({ ...said, version: ranking.own?.version ?? 0 }), t('ranking.cast'));
  };
  const shared = { challenges: ranking.challenges, places: ranking.places };
  return (
    <Form
      onSubmit={cast}
      actions={
        <Button kind="primary" type="submit" busy={busy}>
          {t(ranking.own === null ? 'ranking.vote' : 'ranking.changeVote')}
        </Button>
      }
    >
      <OrderField
        {...shared}
        label={t('ranking.weighty')}
        value={weighty}
        onChange={setWeighty}
        required
        error={tried && weighty.length === 0 ? t('ranking.chooseOne') : undefined}
      />
      {ranking.asksEase && (
        <OrderField {...shared} label={t('ranking.easy')} value={easy} onChange={setEasy} required={false} />
      )}
      <Failure of={failure} while="doing" />
    </Form>
  );
}
