import { useEffect } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { useKept } from '../../../../kernel/web/kept.ts';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import type { vocabulary } from '../../contract.ts';
import { draftFaults, draftParts } from '../../checks/drafts.ts';
import type { ProgramDraft } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useProgramsChanged, useRead } from '../api.ts';
import { AboutPart, ConditionsPart, ContactsPart, ListsPart, StagesPart, TeamPart } from './parts.tsx';
import { PublishPart } from './PublishPart.tsx';
import { MeasuresPart, WaitlistPart } from './RulesParts.tsx';

type Open = OutputOf<typeof vocabulary.operations.getDraft>;

/** A program model being written: its parts, what is still missing, and how it will read. */
export function EditorPage() {
  const t = useWords(words);
  const read = useRead();
  const id = useParam('id');
  const asked = useQuery({
    queryKey: ['vocabulary.getDraft', id],
    queryFn: () => api.getDraft({ id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const name = asked.data ? read(asked.data.name) : '';
  return (
    <Page
      title={name || t('edit.title')}
      lede={t('edit.lede')}
      stage="deliver"
      back={{ to: '/programs', label: t('programs.title') }}
    >
      <Answer of={asked}>{(open) => <Editor key={open.id} open={open} />}</Answer>
    </Page>
  );
}

/** The draft, and the ways to keep, publish and discard it. */
function useEditing(open: Open) {
  const t = useWords(words);
  const go = useGo();
  const client = useQueryClient();
  const programsChanged = useProgramsChanged();
  const { draft, set, dirty, keep, failure, version } = useKept<ProgramDraft>(open, (before, content) =>
    api.saveDraft({ id: open.id, version: before, content }),
  );
  const publishing = useAct({ changed: programsChanged, done: () => undefined });
  const { id } = open;
  useEffect(() => () => client.removeQueries({ queryKey: ['vocabulary.getDraft', id] }), [client, id]);
  const publish = () =>
    publishing.act(async () => {
      const { key } = await api.publishDraft({ id, version: await keep() });
      go(`/programs/${key}`);
    }, t('edit.published'));
  const discard = async () => {
    await api.discardDraft({ id, version: version() });
    await programsChanged();
    go('/programs');
  };
  return { draft, set, dirty, keep, failure, publish, discard, publishing };
}

function Editor({ open }: { open: Open }) {
  const t = useWords(words);
  const { draft, set, dirty, keep, failure, publish, discard, publishing } = useEditing(open);
  const faults = draftFaults(draft, new Set(open.measures.map((one) => one.key)));
  const part = { draft, set };
  const shown = {
    about: () => <AboutPart {...part} />,
    stages: () => <StagesPart {...part} />,
    conditions: () => <ConditionsPart {...part} />,
    team: () => <TeamPart {...part} />,
    contacts: () => <ContactsPart {...part} />,
    lists: () => <ListsPart {...part} />,
    waitlist: () => <WaitlistPart {...part} />,
    measures: () => <MeasuresPart {...part} known={open} />,
  };
  const ending = {
    busy: publishing.busy,
    failure: publishing.failure,
    onPublish: publish,
    onDiscard: discard,
  };
  const missing = (name: string) => faults.filter((fault) => fault.part === name).length || undefined;
  const tabs = draftParts.map((name) => ({
    id: name,
    label: t(`edit.part.${name}`),
    count: missing(name),
    show: shown[name],
  }));
  const last = {
    id: 'publish',
    label: t('edit.part.publish'),
    show: () => <PublishPart draft={draft} faults={faults} {...ending} />,
  };
  return (
    <Stack gap={4}>
      <Row gap={3}>
        <Button onClick={() => void keep().catch(() => undefined)} disabled={!dirty}>
          {t('edit.save')}
        </Button>
        <span role="status">{t(dirty ? 'edit.dirty' : 'edit.clean')}</span>
      </Row>
      <Failure of={failure} while="doing" />
      <Tabs label={t('edit.parts')} name="part" tabs={[...tabs, last]} />
    </Stack>
  );
}
