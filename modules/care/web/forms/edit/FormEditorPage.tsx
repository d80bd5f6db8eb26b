import { useEffect } from 'react';
import type { OutputOf } from '../../../../../kernel/contract.ts';
import { useKept } from '../../../../../kernel/web/kept.ts';
import { useQuery, useQueryClient } from '../../../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../../../kernel/web/router.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { Tabs } from '../../../../../ui/data/Tabs.tsx';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { Page } from '../../../../../ui/page/Page.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import { itemFaults } from '../../../../vocabulary/web/index.ts';
import type { care } from '../../../contract.ts';
import type { FormDraft } from '../../../forms/draftShape.ts';
import { sectionsOf } from '../../../forms/draft.ts';
import { findIn, formDraftFaults } from '../../../forms/faults.ts';
import words from '../../../words.json' with { type: 'json' };
import { api, useCareChanged } from '../../api.ts';
import { useSaved } from '../../useSaved.ts';
import { AboutForm } from './AboutForm.tsx';
import { Preview } from './FormPage.tsx';
import { PublishForm } from './PublishForm.tsx';
import { Sections } from './Sections.tsx';

type OpenDraft = OutputOf<typeof care.operations.getFormDraft>;

/** A form being written: what it is about, its questions, how it reads, and what still keeps it from being published. */
export function FormEditorPage() {
  const t = useWords(words);
  const read = useRead();
  const id = useParam('id');
  const asked = useQuery({
    queryKey: ['form.draft', id],
    queryFn: () => api.getFormDraft({ id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page
      title={(asked.data && read(asked.data.name)) || t('form.title')}
      lede={t('form.editLede')}
      stage="deliver"
      width="narrow"
      back={{ to: '/forms', label: t('form.forms') }}
    >
      <Answer of={asked}>{(open) => <Editor key={open.id} open={open} />}</Answer>
    </Page>
  );
}

function Editor(props: { open: OpenDraft }) {
  const t = useWords(words);
  const go = useGo();
  const client = useQueryClient();
  const changed = useCareChanged();
  const { open } = props;
  const { id, bank } = open;
  const { draft, set, dirty, keep, failure, version } = useKept<FormDraft>(open, (before, content) =>
    api.saveFormDraft({ id, version: before, content }),
  );
  const publishing = useSaved(() => undefined);
  useEffect(() => () => client.removeQueries({ queryKey: ['form.draft', id] }), [client, id]);
  const find = findIn(draft, (code, asked) => bank.find((one) => one.code === code && one.version === asked));
  const faults = formDraftFaults(draft, find, itemFaults);
  const form = { sections: sectionsOf(draft) };
  const asked = form.sections.flatMap((section) => section.items);
  const questions = asked.flatMap((item) => find(item.question, item.version) ?? []);
  const publish = () =>
    publishing.save(async () => {
      const { key } = await api.publishForm({ id, version: await keep() });
      go(`/forms/${key}`);
    }, t('form.published'));
  const discard = async () => {
    await api.discardFormDraft({ id, version: version() });
    await changed();
    go('/forms');
  };
  const tabs = [
    { id: 'about', label: t('form.about'), show: () => <AboutForm draft={draft} set={set} /> },
    {
      id: 'questions',
      label: t('form.questions'),
      show: () => <Sections draft={draft} set={set} bank={bank} find={find} />,
    },
    { id: 'preview', label: t('form.preview'), show: () => <Preview form={form} questions={questions} /> },
    {
      id: 'publish',
      label: t('form.publish'),
      count: faults.length || undefined,
      show: () => (
        <PublishForm
          faults={faults}
          busy={publishing.busy}
          failure={publishing.failure}
          onPublish={publish}
          onDiscard={discard}
        />
      ),
    },
  ];
  return (
    <Stack gap={4}>
      <Row gap={3}>
        <Button onClick={() => void keep().catch(() => undefined)} disabled={!dirty}>
          {t('form.keep')}
        </Button>
        <span role="status">{t(dirty ? 'form.dirty' : 'form.clean')}</span>
      </Row>
      <Failure of={failure} while="doing" />
      <Tabs label={t('form.parts')} name="part" tabs={tabs} />
    </Stack>
  );
}
