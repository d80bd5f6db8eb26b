import { useState } from 'react';
import { useQueryClient } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { CheckField } from '../../../ui/fields/ChoiceField.tsx';
import { FileField } from '../../../ui/fields/FileField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { ImportedProject } from '../contract.ts';
import type { ConventionName } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import { ImportReport } from './ImportReport.tsx';

type Conventions = Readonly<Record<string, ConventionName>>;

/** Choose a file, look at what it would bring and how its offsets are read, then bring it in. */
export function ImportSection(props: { studyId: string }) {
  const t = useWords(words);
  const [files, setFiles] = useState<File[]>([]);
  const [named, setNamed] = useState(false);
  const [conventions, setConventions] = useState<Conventions>({});
  const [missing, setMissing] = useState(false);
  const { look, bring, seen, done, busy, progress, failure, forget } = useImport(props.studyId);
  const asked = { named, conventions };
  const choose = (chosen: File[]) => {
    setFiles(chosen);
    setConventions({});
    setMissing(false);
    forget();
  };
  const decide = (guid: string, name: ConventionName) => {
    const next = { ...conventions, [guid]: name };
    setConventions(next);
    void look(files, { named, conventions: next });
  };
  return (
    <Panel title={t('import.title')} hint={t('import.hint')} stage="understand">
      <Stack gap={4}>
        <Form
          onSubmit={() => {
            setMissing(files.length === 0);
            if (files.length > 0) void look(files, asked);
          }}
          actions={
            <Button type="submit" kind={seen ? 'quiet' : 'primary'} busy={busy === 'look'}>
              {t('import.look')}
            </Button>
          }
        >
          <FileField
            label={t('import.file')}
            hint={t('import.fileHint')}
            files={files}
            onChange={choose}
            accept=".qdpx,.qde,.qdc,.txt"
            many
            progress={progress}
            error={missing ? t('import.fileNeeded') : undefined}
          />
          <CheckField
            label={t('import.names')}
            hint={t('import.namesHint')}
            checked={named}
            onChange={setNamed}
          />
        </Form>
        <Failure of={failure} while="doing" />
        {seen && (
          <>
            <ImportReport
              report={seen}
              done={done}
              onDecide={done ? undefined : decide}
              busy={busy !== undefined}
            />
            {!done && (
              <Row>
                <Button
                  kind="primary"
                  icon="upload"
                  busy={busy === 'bring'}
                  onClick={() => void bring(files, asked)}
                >
                  {t('import.bring')}
                </Button>
              </Row>
            )}
          </>
        )}
      </Stack>
    </Panel>
  );
}

function useImport(studyId: string) {
  const t = useWords(words);
  const client = useQueryClient();
  const [seen, setSeen] = useState<ImportedProject | undefined>(undefined);
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState<'look' | 'bring' | undefined>(undefined);
  const [progress, setProgress] = useState<number | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>(undefined);
  const send = async (
    what: 'look' | 'bring',
    files: File[],
    asked: { named: boolean; conventions: Conventions },
  ) => {
    setBusy(what);
    setFailure(undefined);
    const input = {
      study: studyId,
      conventions: asked.conventions,
      coders: asked.named ? 'names' : 'pseudonyms',
    } as const;
    const more = { files, onProgress: setProgress };
    try {
      const report = what === 'look' ? await api.previewRefi(input, more) : await api.importRefi(input, more);
      setSeen(what === 'look' || seen === undefined ? report : withNames(report, seen));
      setDone(what === 'bring');
      if (what === 'look') return;
      await client.invalidateQueries({
        predicate: ({ queryKey }) => /^(evidence|coding|exchange)\./.test(String(queryKey[0])),
      });
      toast(t('import.done'), { tone: report.refused.length > 0 ? 'warn' : 'good' });
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(undefined);
      setProgress(undefined);
    }
  };
  return {
    look: (files: File[], asked: { named: boolean; conventions: Conventions }) => send('look', files, asked),
    bring: (files: File[], asked: { named: boolean; conventions: Conventions }) =>
      send('bring', files, asked),
    seen,
    done,
    busy,
    progress,
    failure,
    forget: () => {
      setSeen(undefined);
      setDone(false);
      setFailure(undefined);
    },
  };
}

/** The answer of the import has no names of texts and no words; the look at it before had them. */
function withNames(report: ImportedProject, before: ImportedProject): ImportedProject {
  const known = new Map(before.sources.map((one) => [one.row, one]));
  return { ...report, sources: report.sources.map((one) => ({ ...known.get(one.row), ...one })) };
}
