import { useState } from 'react';
import { caller } from '../../../../kernel/web/call.ts';
import { saveFile } from '../../../../kernel/web/wire/saveFile.ts';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { smallDecision, SmallGroups } from '../../../coding/web/index.ts';
import type { reports } from '../../contract.ts';
import type { ReportTable } from '../../study/study.ts';
import words from '../../words.json' with { type: 'json' };

const api = caller<typeof reports>('reports');
type Asked = Parameters<typeof api.fetchStudy>[0];
type Groups = Parameters<typeof SmallGroups>[0]['groups'];

/** Takes the report of a study as a file, after a decision on whoever it would point to. */
export function TakeReport(props: {
  studyId: string;
  tables: readonly ReportTable[];
  small: Groups;
  fewest: number;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { studyId, small } = props;
  const [decision, setDecision] = useState(smallDecision);
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useAct({ changed: () => Promise.resolve(), done: () => undefined });
  const take = (of: Pick<Asked, 'format' | 'table'>) => {
    setTried(true);
    const { small: what, reason } = decision;
    if (small.length > 0 && what === 'keep' && reason.trim().length < 3) return;
    const more = small.length > 0 ? { small: what, ...(reason === '' ? {} : { reason }) } : {};
    void act(
      async () => saveFile(await api.fetchStudy({ studyId, locale, ...of, ...more })),
      t('study.taken'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t('study.take')} size="large">
      <Stack gap={4}>
        <p>{t('study.takeHint')}</p>
        <SmallGroups
          groups={small}
          fewest={props.fewest}
          value={decision}
          onChange={setDecision}
          tried={tried}
        />
        <Failure of={failure} while="doing" />
        <Row>
          <Button kind="primary" icon="download" busy={busy} onClick={() => take({ format: 'pdf' })}>
            {t('study.pdf')}
          </Button>
          <Button icon="download" busy={busy} onClick={() => take({ format: 'docx' })}>
            {t('study.word')}
          </Button>
          <Button icon="download" busy={busy} onClick={() => take({ format: 'xlsx' })}>
            {t('study.excel')}
          </Button>
        </Row>
        <Stack gap={1}>
          {props.tables.map(({ key, title }) => (
            <Row key={key}>
              <Button
                kind="plain"
                size="small"
                icon="download"
                onClick={() => take({ format: 'csv', table: key })}
              >
                {t('study.csvOf', { table: title })}
              </Button>
            </Row>
          ))}
        </Stack>
      </Stack>
    </Sheet>
  );
}
