import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useCodingAct } from '../agreement/useAsked.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** On a text that was given in a round: who has finished it, and the mark that this person sets or takes off. */
export function FinishMark(props: { sourceId: string }) {
  const t = useWords(words);
  const { sourceId } = props;
  const asked = useQuery({
    queryKey: ['coding.showReading', sourceId],
    queryFn: () => api.showReading({ sourceId }),
  });
  const { act, busy, failure } = useCodingAct();
  const { reading, blind, coders, finished, studyId } = asked.data ?? {};
  if (!reading) return null;
  const done = reading.finishedAt !== null;
  return (
    <Panel
      title={reading.round ?? t('finish.alone')}
      hint={t(blind ? 'finish.blind' : 'finish.open')}
      look="quiet"
    >
      <p>
        <Badge tone={done ? 'good' : 'still'}>{t(done ? 'finish.yours' : 'finish.underWay')}</Badge>{' '}
        {t('finish.of', { finished: finished ?? 0, coders: coders ?? 0 })}
      </p>
      {failure !== undefined && <Failure of={failure} />}
      {!done && (
        <Button
          kind="primary"
          busy={busy}
          onClick={() => void act(() => api.finishReading({ sourceId }), t('round.marked'))}
        >
          {t('round.finish')}
        </Button>
      )}
      {done && blind && (
        <Button
          busy={busy}
          onClick={() =>
            void act(
              () => api.resumeReading({ id: reading.id, version: reading.version }),
              t('round.unmarked'),
            )
          }
        >
          {t('round.resume')}
        </Button>
      )}
      {done && !blind && (
        <ButtonLink to={`/agreement?study=${studyId}&tab=rounds`}>{t('agree.title')}</ButtonLink>
      )}
    </Panel>
  );
}
