import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

/** Sealing takes a moment; a line that has waited longer than this says that the sealer does not run. */
const patience = 60_000;

/** How far the trail is sealed: its last block and what waits. */
export function ChainState() {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({
    queryKey: ['oversight.chainState'],
    queryFn: () => api.chainState({}),
    refetchInterval: 30_000,
  });
  return (
    <Answer of={asked} waiting={<Skeletons shape="lines" count={3} />}>
      {({ block, waiting, waitingSince }) => (
        <>
          {waitingSince !== null && Date.now() - Date.parse(waitingSince) > patience && (
            <Notice tone="warn" title={t('chain.stuck')}>
              {t('chain.stuckHint')}
            </Notice>
          )}
          <Panel>
            <Facts
              items={[
                {
                  label: t('chain.block'),
                  value:
                    block && t('chain.blockValue', { number: block.number, ago: format.ago(block.sealedAt) }),
                },
                {
                  label: t('chain.waiting'),
                  value: waiting === 0 ? t('chain.none') : format.number(waiting),
                },
                {
                  label: t('chain.hash'),
                  value: block && <code title={block.hash}>{block.hash.slice(0, 16)}</code>,
                },
              ]}
            />
          </Panel>
        </>
      )}
    </Answer>
  );
}
