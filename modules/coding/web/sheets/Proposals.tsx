import { newId } from '../../../../kernel/id.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import type { Proposal } from '../../contract.ts';
import { type Valence, valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { CodeHints } from '../pick/CodeHints.tsx';
import { useTried } from '../useTried.ts';
import type { Shown } from '../desk/useCodings.ts';

type Passage = { readonly start: number; readonly end: number };

/** Codes proposed for the chosen words, each marked as a suggestion with what speaks for it; a person accepts or refuses. */
export function Proposals(props: {
  source: Shown;
  passage: Passage;
  codebook: Codebook;
  onClose: () => void;
  onDecided: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const { source, passage, codebook } = props;
  const tried = useTried();
  const asked = useQuery({
    queryKey: ['coding.proposeCodes', source.id, passage.start, passage.end],
    queryFn: () => api.proposeCodes({ sourceId: source.id, ...passage }),
  });
  const decide = (proposal: Proposal, valence: Valence | null) =>
    tried(async () => {
      await api.decideProposal({
        id: newId(),
        sourceId: source.id,
        contentVersion: source.contentVersion,
        ...passage,
        proposal,
        accepted: valence === null ? null : { codingId: newId(), valence },
      });
      await props.onDecided();
    });
  return (
    <Sheet open onClose={props.onClose} title={t('proposals.title')}>
      <p>{t('proposals.hint')}</p>
      <Answer of={asked}>
        {({ rows }) => (
          <Stack>
            {rows.length === 0 && <p>{t('proposals.none')}</p>}
            {rows.map((row) => {
              const entry = codebook.entryOf(row.code);
              return (
                <section key={row.code} aria-label={codebook.nameOf(row.code)}>
                  <Stack gap={2}>
                    <Row>
                      <Badge tone="still">{t('proposals.mark')}</Badge>
                      <strong>{codebook.nameOf(row.code)}</strong>
                      <span>{t(`proposals.${row.because}`)}</span>
                    </Row>
                    {entry && <CodeHints entry={entry} codebook={codebook} />}
                    <Row gap={1}>
                      {valences.map((valence) => (
                        <Button key={valence} size="small" onClick={() => void decide(row, valence)}>
                          {t('proposals.accept', { valence: t(`valence.${valence}`) })}
                        </Button>
                      ))}
                      <Button size="small" kind="plain" onClick={() => void decide(row, null)}>
                        {t('proposals.refuse')}
                      </Button>
                    </Row>
                  </Stack>
                </section>
              );
            })}
          </Stack>
        )}
      </Answer>
    </Sheet>
  );
}
