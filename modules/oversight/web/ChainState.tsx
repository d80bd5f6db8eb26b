import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Figure } from '../../../ui/data/Figure.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Grid } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
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
    <Answer of={asked} waiting={<Skeletons shape="cards" count={3} />}>
      {({ block, waiting, waitingSince }) => (
        <>
          {waitingSince !== null && Date.now() - Date.parse(waitingSince) > patience && (
            <Notice tone="warn" title={t('chain.stuck')}>
              {t('chain.stuckHint')}
            </Notice>
          )}
          <Grid least="small">
            <Figure
              label={t('chain.block')}
              value={block === null ? '–' : format.number(block.number)}
              note={block && t('chain.sealed', { ago: format.ago(block.sealedAt) })}
            />
            <Figure
              label={t('chain.waiting')}
              value={format.number(waiting)}
              note={t(waiting === 0 ? 'chain.none' : 'chain.soon')}
            />
            <Figure
              label={t('chain.hash')}
              value={<code>{block === null ? '–' : block.hash.slice(0, 8)}</code>}
              note={t('chain.hashHint')}
            />
          </Grid>
        </>
      )}
    </Answer>
  );
}
