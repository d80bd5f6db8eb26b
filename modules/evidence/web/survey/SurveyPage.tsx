import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { FileField } from '../../../../ui/fields/FileField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { occasions } from '../../kinds.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';
import { Ahead } from './Ahead.tsx';
import { Columns } from './Columns.tsx';
import { Refused } from './Refused.tsx';
import { type Told, toldOf, useLook } from './useLook.ts';

/** Brings a survey in: a file, what each of its columns is taken for, what would come of it, and then it is loaded. */
export function SurveyPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const studies = useQuery({ queryKey: ['evidence.listStudies'], queryFn: () => api.listStudies({}) });
  const study = studies.data?.rows.find((row) => row.id === studyId);
  const back = { to: `/studies/${studyId}`, label: study?.title ?? t('studies.title') };
  const [file, setFile] = useState<File | undefined>(undefined);
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  const looking = useLook(studyId);
  const choose = (files: File[]) => {
    setFile(files[0]);
    setLoaded(undefined);
    looking.clear();
    if (files[0]) void looking.look(files[0]);
  };
  return (
    <Page title={t('survey.title')} lede={t('survey.lede')} back={back} stage="listen">
      <Stack gap={5}>
        <Panel title={t('survey.file')} stage="listen">
          <FileField
            label={t('survey.file')}
            hint={t('survey.fileHint')}
            files={file ? [file] : []}
            onChange={choose}
            accept=".csv,.tsv,.txt,.xlsx"
          />
          <p role="status">{looking.busy && t('survey.looking')}</p>
          <Failure of={looking.failure} while="doing" />
        </Panel>
        {loaded ? (
          <Done studyId={studyId} loaded={loaded} />
        ) : (
          file &&
          looking.seen && <Check studyId={studyId} file={file} looking={looking} onLoaded={setLoaded} />
        )}
      </Stack>
    </Page>
  );
}

type Loaded = Awaited<ReturnType<typeof api.importSurvey>>;

function Check(props: {
  studyId: string;
  file: File;
  looking: ReturnType<typeof useLook>;
  onLoaded: (loaded: Loaded) => void;
}) {
  const t = useWords(words);
  const changed = useEvidenceChanged();
  const { studyId, file, looking } = props;
  const [title, setTitle] = useState(file.name.replace(/\.[a-z]+$/i, ''));
  const [occasion, setOccasion] = useState<(typeof occasions)[number]>('other');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const { seen } = looking;
  if (!seen) return null;
  const change = (told: Told) =>
    void looking.look(
      file,
      seen.columns.map((column) => (column.heading === told.heading ? told : toldOf(column))),
    );
  const load = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const columns = seen.columns.map(toldOf);
      const answer = await api.importSurvey({ study: studyId, title, occasion, columns }, { files: [file] });
      await changed();
      toast(t('survey.loaded'));
      props.onLoaded(answer);
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {seen.warnings.includes('windows1252') && <Notice tone="warn">{t('warning.windows1252')}</Notice>}
      <Panel title={t('survey.columns')} hint={t('survey.columnsHint')} stage="listen">
        <Columns columns={seen.columns} onChange={change} />
      </Panel>
      <Panel
        title={t('survey.ahead')}
        hint={t('survey.fits', { fits: seen.fits, rows: seen.rows })}
        stage="listen"
      >
        <Ahead rows={seen.ahead} />
        <Refused rows={seen.refused} />
      </Panel>
      <Panel title={t('survey.load')} stage="listen">
        <Stack>
          <TextField
            label={t('survey.name')}
            hint={t('survey.nameHint')}
            value={title}
            onChange={setTitle}
            maxLength={200}
          />
          <SelectField
            label={t('survey.occasion')}
            options={occasions.map((one) => ({ value: one, label: t(`occasion.${one}`) }))}
            value={occasion}
            onChange={(value) => setOccasion(occasions.find((one) => one === value) ?? 'other')}
          />
          <Failure of={failure} while="doing" />
          <Row>
            <Button
              kind="primary"
              icon="upload"
              busy={busy}
              disabled={seen.fits === 0 || title.trim() === ''}
              onClick={() => void load()}
            >
              {t('survey.loadRows', { count: seen.fits })}
            </Button>
          </Row>
        </Stack>
      </Panel>
    </>
  );
}

function Done(props: { studyId: string; loaded: Loaded }) {
  const t = useWords(words);
  const go = useGo();
  const { respondents, answers, values, unchanged } = props.loaded.loaded;
  return (
    <Panel title={t('survey.loaded')} stage="listen">
      <Stack>
        <p>{t('survey.done', { respondents, answers, values, unchanged })}</p>
        <Refused rows={props.loaded.refused} />
        <Row>
          <Button kind="primary" onClick={() => go(`/answers/${props.studyId}`)}>
            {t('survey.toGrid')}
          </Button>
          <ButtonLink to={`/studies/${props.studyId}/participants`}>{t('people.title')}</ButtonLink>
        </Row>
      </Stack>
    </Panel>
  );
}
