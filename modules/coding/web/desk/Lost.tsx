import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { toneOf } from '../tones.ts';
import { useTried } from '../useTried.ts';

/** Codings whose words were deleted when the text was corrected; each can be put on other words. */
export function Lost(props: {
  sourceId: string;
  codebook: Codebook;
  /** Where the chosen words stand, in code points; nothing while none are chosen. */
  chosen: { start: number; end: number } | undefined;
  onPlaced: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const tried = useTried();
  const { sourceId, codebook, chosen } = props;
  const asked = useQuery({
    queryKey: ['coding.listLost', sourceId],
    queryFn: () => api.listLost({ sourceId }),
  });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  const place = (row: { id: string; version: number }) =>
    tried(async () => {
      if (chosen === undefined) return;
      await api.placeLost({ id: row.id, version: row.version, ...chosen });
      await props.onPlaced();
    });
  return (
    <Panel title={t('lost.title')} hint={t('lost.hint')} look="quiet">
      <Stack gap={2}>
        {rows.map((row) => (
          <div key={row.id}>
            <strong>{codebook.nameOf(row.code)}</strong>
            <Row>
              <Badge tone={toneOf[row.valence]}>{t(`valence.${row.valence}`)}</Badge>
              {row.memo && <span>{row.memo}</span>}
            </Row>
            <Button size="small" disabled={chosen === undefined} onClick={() => void place(row)}>
              {t('lost.place')}
            </Button>
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
