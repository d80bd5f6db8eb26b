import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useGo } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { FileField } from '../../../ui/fields/FileField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import words from '../words.json' with { type: 'json' };
import { api, useEvidenceChanged, useSites } from './api.ts';

const accepted = '.docx,.odt,.rtf,.txt,.html,.htm,.pdf,.vtt,.srt';
const kinds = ['transcript', 'story', 'survey', 'note'] as const;

/** Brings one transcript in: a file, who it is from under a pseudonym, and where. */
export function UploadSheet(props: {
  studyId: string;
  siteIds: readonly string[];
  open: boolean;
  onClose: () => void;
}) {
  const t = useWords(words);
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t('texts.add')}>
      {props.open && <UploadForm studyId={props.studyId} siteIds={props.siteIds} onDone={props.onClose} />}
    </Sheet>
  );
}

type Filled = { kind: (typeof kinds)[number]; pseudonym: string; part: string; siteId: string | null };

function UploadForm(props: { studyId: string; siteIds: readonly string[]; onDone: () => void }) {
  const t = useWords(words);
  const { sites } = useSites();
  const { send, busy, progress, failure } = useUpload(props);
  const [files, setFiles] = useState<File[]>([]);
  const [filled, setFilled] = useState<Filled>({
    kind: 'transcript',
    pseudonym: '',
    part: '',
    siteId: props.siteIds.length === 1 ? (props.siteIds[0] ?? null) : null,
  });
  const [shown, setShown] = useState(false);
  const set = (part: Partial<Filled>) => setFilled((before) => ({ ...before, ...part }));
  const submit = () => {
    setShown(true);
    const [file] = files;
    if (file !== undefined) void send(file, filled);
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" kind="primary" icon="upload" busy={busy}>
          {t('texts.send')}
        </Button>
      }
    >
      <FileField
        label={t('texts.file')}
        hint={t('texts.fileHint')}
        files={files}
        onChange={setFiles}
        accept={accepted}
        progress={progress}
        error={shown && files.length === 0 ? t('texts.fileNeeded') : undefined}
      />
      <TextField
        label={t('texts.pseudonym')}
        hint={t('texts.pseudonymHint')}
        value={filled.pseudonym}
        onChange={(pseudonym) => set({ pseudonym })}
        maxLength={80}
        required={false}
      />
      <TextField
        label={t('texts.part')}
        hint={t('texts.partHint')}
        value={filled.part}
        onChange={(part) => set({ part })}
        maxLength={120}
        required={false}
      />
      <SelectField
        label={t('texts.site')}
        required={false}
        clearable
        options={sites.map((site) => ({ value: site.id, label: site.name }))}
        value={filled.siteId}
        onChange={(siteId) => set({ siteId })}
      />
      <ChoiceField
        label={t('texts.kind')}
        choices={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={filled.kind}
        onChange={(kind) => set({ kind: kinds.find((one) => one === kind) ?? 'transcript' })}
      />
      <Failure of={failure} while="doing" />
    </Form>
  );
}

function useUpload(props: { studyId: string; onDone: () => void }) {
  const t = useWords(words);
  const changed = useEvidenceChanged();
  const go = useGo();
  const [id] = useState(newId);
  const [progress, setProgress] = useState<number | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const send = async (file: File, { kind, pseudonym, part, siteId }: Filled) => {
    setBusy(true);
    setFailure(undefined);
    const optional = {
      ...(pseudonym.trim() === '' ? {} : { pseudonym }),
      ...(part.trim() === '' ? {} : { part }),
      ...(siteId === null ? {} : { siteId }),
    };
    try {
      const answer = await api.addTranscript(
        { id, studyId: props.studyId, kind, ...optional },
        { files: [file], onProgress: setProgress },
      );
      await changed();
      // With one pseudonym for the whole text it is one person's; without, it may be a group's.
      const several = answer.speakers > 1 && pseudonym.trim() === '';
      const warnings = answer.warnings.map((warning) => t(warningKey(warning)));
      toast([several ? t('texts.addedSpeakers') : t('texts.added'), ...warnings].join(' '), {
        tone: warnings.length > 0 ? 'warn' : 'good',
      });
      if (several) go(`/texts/${id}/speakers`);
      props.onDone();
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
      setProgress(undefined);
    }
  };
  return { send, busy, progress, failure };
}

const warningsKnown = [
  'windows1252',
  'footnotes',
  'trackedChanges',
  'badCharacters',
  'pdfLines',
  'pagesWithoutText',
] as const;

function warningKey(warning: string) {
  return `warning.${warningsKnown.find((known) => known === warning) ?? 'badCharacters'}` as const;
}
