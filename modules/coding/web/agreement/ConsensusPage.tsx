import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import type { ConsensusShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useCodebook } from '../api.ts';
import { MatterCard } from './MatterCard.tsx';
import { mattersOf } from './matters.ts';
import { useCodingAct } from './useAsked.ts';

/** What coders said of one text side by side, and what the team agrees on. */
export function ConsensusPage() {
  const t = useWords(words);
  const sourceId = useParam('id');
  const asked = useQuery({
    queryKey: ['coding.readConsensus', sourceId],
    queryFn: () => api.readConsensus({ sourceId }),
  });
  const study = asked.data?.studyId;
  return (
    <Page
      title={asked.data?.label ? t('consensus.titleOf', { label: asked.data.label }) : t('consensus.title')}
      lede={t('consensus.lede')}
      stage="understand"
      back={{
        to: study === undefined ? '/agreement' : `/agreement?study=${study}&tab=rounds`,
        label: t('agree.title'),
      }}
    >
      <Answer of={asked}>{(shown) => <Shown shown={shown} />}</Answer>
    </Page>
  );
}

function Shown(props: { shown: ConsensusShown }) {
  const t = useWords(words);
  const { shown } = props;
  const codebook = useCodebook({ id: shown.studyId, codebook: shown.codebook });
  const [all, setAll] = useState(false);
  const { act, busy, failure } = useCodingAct();
  const { consensus } = shown;
  const open = shown.originals.filter((one) => one.fate === 'open').length;
  if (codebook === undefined) return null;
  if (consensus === null)
    return (
      <Stack>
        {failure !== undefined && <Failure of={failure} />}
        <EmptyState
          title={t(shown.ready ? 'consensus.ready' : 'consensus.notReady')}
          hint={t(shown.ready ? 'consensus.readyHint' : 'refusal.notAllFinished')}
          action={
            shown.ready && (
              <Button
                kind="primary"
                busy={busy}
                onClick={() =>
                  void act(
                    () => api.openConsensus({ id: newId(), sourceId: shown.sourceId }),
                    t('consensus.begun'),
                  )
                }
              >
                {t('consensus.begin')}
              </Button>
            )
          }
        />
      </Stack>
    );
  const done = consensus.doneAt !== null;
  const matters = mattersOf(shown.originals).filter((one) => all || one.open);
  const turn = done
    ? () => act(() => api.reopenConsensus(consensus), t('consensus.reopened'))
    : () => act(() => api.closeConsensus(consensus), t('consensus.closed'));
  return (
    <Stack gap={4}>
      <Notice tone={done ? 'good' : 'info'} live={false}>
        {t(done ? 'consensus.rule.done' : 'consensus.rule.open')}
      </Notice>
      <Row apart>
        <span>
          <Badge tone={open === 0 ? 'good' : 'warn'}>{t('consensus.waiting', { count: open })}</Badge>{' '}
          <Badge>{t('consensus.agreed', { count: shown.agreed.length })}</Badge>
        </span>
        <Button
          kind={done ? 'quiet' : 'primary'}
          busy={busy}
          disabled={!done && open > 0}
          onClick={() => void turn()}
        >
          {t(done ? 'consensus.reopen' : 'consensus.close')}
        </Button>
      </Row>
      {failure !== undefined && <Failure of={failure} />}
      <CheckField label={t('consensus.showAll')} checked={all} onChange={setAll} />
      {matters.length === 0 && <EmptyState plain title={t('consensus.nothingOpen')} />}
      {matters.map((matter) => (
        <MatterCard
          key={`${matter.start}.${matter.end}`}
          matter={matter}
          shown={shown}
          codebook={codebook}
          locked={done}
        />
      ))}
    </Stack>
  );
}
