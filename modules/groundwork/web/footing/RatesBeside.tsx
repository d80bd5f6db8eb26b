import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../groundwork.module.css';
import { RateList } from './RateList.tsx';
import { RateSheet } from './RateSheet.tsx';

const runners = ['coordinator', 'lead', 'steward'];

/** Under a figure that is a percentage: the last year here, beside published rates. */
export function RatesBeside(props: { measure: string; siteId: string | null }) {
  const t = useWords(words);
  const format = useFormat();
  const { sees } = useSession();
  const [adding, setAdding] = useState(false);
  const { measure, siteId } = props;
  const asked = useQuery({
    queryKey: ['groundwork.compare', measure, siteId],
    queryFn: () => api.compare({ measure, siteId }),
  });
  if (asked.data === undefined || asked.data.format !== 'percent') return null;
  const { value, few, rates, from, to } = asked.data;
  const runs = sees(runners);
  return (
    <Stack gap={2}>
      <RateList
        rates={rates}
        runs={runs}
        over={{ from, to }}
        here={{ value, shown: value === null ? '–' : format.percent(value, 1) }}
      />
      {few && <p className={classes['quiet']}>{t('rate.few')}</p>}
      {runs && (
        <Row>
          <Button size="small" icon="plus" onClick={() => setAdding(true)}>
            {t('rate.add')}
          </Button>
        </Row>
      )}
      {adding && <RateSheet about={{ measure }} onClose={() => setAdding(false)} />}
    </Stack>
  );
}
