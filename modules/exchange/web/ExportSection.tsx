import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { saveFile } from '../../../kernel/web/wire/saveFile.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import { LossList } from './LossList.tsx';

const ways = [
  { key: 'project', input: { form: 'project', profile: 'standard' } },
  { key: 'windows', input: { form: 'project', profile: 'windows' } },
  { key: 'codebook', input: { form: 'codebook', profile: 'standard' } },
] as const;
const countedKinds = ['texts', 'codes', 'codings', 'memos', 'ratings', 'coders', 'kept'] as const;

/** Take the study out: what would leave, what would not, and the files. */
export function ExportSection(props: { studyId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const [busy, setBusy] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>(undefined);
  const asked = useQuery({
    queryKey: ['exchange.previewExport', props.studyId],
    queryFn: () => api.previewExport({ study: props.studyId }),
  });
  const takeOut = async ({ key, input }: (typeof ways)[number]) => {
    setBusy(key);
    setFailure(undefined);
    try {
      saveFile(await api.exportRefi({ study: props.studyId, ...input }));
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Panel title={t('export.title')} hint={t('export.hint')} stage="understand">
      <Stack gap={4}>
        <Answer of={asked} waiting={<Skeletons shape="lines" count={4} />}>
          {({ counts, losses }) => (
            <Stack gap={4}>
              <Facts
                items={countedKinds.map((kind) => ({
                  label: t(`loaded.${kind}`),
                  value: format.number(counts[kind] ?? 0),
                }))}
              />
              <LossList title={t('report.losses')} losses={losses} none={t('export.noLosses')} />
            </Stack>
          )}
        </Answer>
        <Row>
          {ways.map((way) => (
            <Button
              key={way.key}
              icon="download"
              kind="quiet"
              busy={busy === way.key}
              onClick={() => void takeOut(way)}
            >
              {t(`export.${way.key}`)}
            </Button>
          ))}
        </Row>
        <Failure of={failure} while="doing" />
      </Stack>
    </Panel>
  );
}
