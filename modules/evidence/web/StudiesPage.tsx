import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useGo } from '../../../kernel/web/router.tsx';
import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { ManyChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import words from '../words.json' with { type: 'json' };
import { api, useEvidenceChanged, useSites } from './api.ts';
import { todayAt } from './reviews/ReviewsPanel.tsx';

/** The studies of the community. */
export function StudiesPage() {
  const t = useWords(words);
  const { sees } = useSession();
  const { nameOf } = useSites();
  const [adding, setAdding] = useState(false);
  const asked = useQuery({ queryKey: ['evidence.listStudies'], queryFn: () => api.listStudies({}) });
  const begin = sees(['evaluator', 'steward']) && (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {t('studies.begin')}
    </Button>
  );
  return (
    <Page title={t('studies.title')} lede={t('studies.lede')} stage="listen" actions={begin}>
      <Answer of={asked}>
        {({ rows }) => (
          <DataList
            caption={t('studies.title')}
            rows={rows}
            rowKey={(row) => row.id}
            to={(row) => `/studies/${row.id}`}
            empty={<EmptyState title={t('studies.none')} hint={t('studies.noneHint')} action={begin} />}
            columns={[
              { key: 'title', label: t('studies.name'), show: (row) => row.title },
              { key: 'sites', label: t('studies.sites'), show: (row) => row.siteIds.map(nameOf).join(', ') },
              {
                key: 'review',
                label: t('review.column'),
                show: (row) => (row.nextReviewOn === null ? '' : <NextReview on={row.nextReviewOn} />),
              },
              { key: 'texts', label: t('studies.texts'), show: (row) => row.texts, numeric: true },
            ]}
          />
        )}
      </Answer>
      <Sheet open={adding} onClose={() => setAdding(false)} title={t('studies.begin')}>
        {adding && <BeginForm />}
      </Sheet>
    </Page>
  );
}

/** The day of the next review, and whether it has come. */
function NextReview(props: { on: string }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Row>
      {format.day(props.on)}
      {props.on <= todayAt() && <Badge tone="warn">{t('review.due')}</Badge>}
    </Row>
  );
}

function BeginForm() {
  const t = useWords(words);
  const go = useGo();
  const { sites } = useSites();
  const changed = useEvidenceChanged();
  const [id] = useState(newId);
  const [title, setTitle] = useState('');
  const [siteIds, setSiteIds] = useState<string[]>([]);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const submit = async () => {
    setShown(true);
    const code = codeFrom(title);
    if (code === '') return;
    setBusy(true);
    setFailure(undefined);
    try {
      await api.createStudy({ id, code, title, siteIds });
      await changed();
      go(`/studies/${id}`);
    } catch (why) {
      setFailure(why);
      setBusy(false);
    }
  };
  return (
    <Form
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" kind="primary" busy={busy}>
          {t('studies.begin')}
        </Button>
      }
    >
      <TextField
        label={t('studies.name')}
        hint={t('studies.nameHint')}
        value={title}
        onChange={setTitle}
        maxLength={80}
        error={shown && codeFrom(title) === '' ? t('studies.nameNeeded') : undefined}
        autoFocus
      />
      <ManyChoiceField
        label={t('studies.sites')}
        required={false}
        choices={sites.map((site) => ({ value: site.id, label: site.name }))}
        value={siteIds}
        onChange={setSiteIds}
      />
      <Failure of={failure} while="doing" />
    </Form>
  );
}

/** The short name of a study, made from its title: letters, numbers, spaces, dots and dashes. */
function codeFrom(title: string): string {
  return title
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ ._-]+/, '')
    .trim()
    .slice(0, 80);
}
