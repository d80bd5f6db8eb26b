import { useCallback, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
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

/** The draft as it stands here. It is kept by itself a moment after the last change; one keeping follows another. */
function useKept(open: Open) {
  const [draft, setDraft] = useState<ProgramDraft>(open.content);
  const [kept, setKept] = useState({ version: open.version, content: open.content });
  const [failure, setFailure] = useState<unknown>(undefined);
  const now = useRef({ draft, kept });
  now.current = { draft, kept };
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useCallback((): Promise<number> => {
    const write = async () => {
      const { draft: content, kept: before } = now.current;
      if (content === before.content) return before.version;
      const { version } = await api.saveDraft({ id: open.id, version: before.version, content });
      now.current = { ...now.current, kept: { version, content } };
      setKept({ version, content });
      return version;
    };
    const next = line.current.catch(() => undefined).then(write);
    line.current = next;
    next.then(() => setFailure(undefined), setFailure);
    return next;
  }, [open.id]);
  return {
    draft,
    setDraft,
    dirty: draft !== kept.content,
    keep,
    failure,
    version: () => now.current.kept.version,
  };
}

const pause = 1_200;

/** The draft, and the ways to keep, publish and discard it. */
function useEditing(open: Open) {
  const t = useWords(words);
  const go = useGo();
  const client = useQueryClient();
  const programsChanged = useProgramsChanged();
  const { draft, setDraft, dirty, keep, failure, version } = useKept(open);
  const publishing = useAct({ changed: programsChanged, done: () => undefined });
  const { id } = open;
  useEffect(() => {
    if (!dirty) return undefined;
    const timer = setTimeout(() => void keep().catch(() => undefined), pause);
    return () => clearTimeout(timer);
  }, [draft, dirty, keep]);
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
  return { draft, setDraft, dirty, keep, failure, publish, discard, publishing };
}

function Editor({ open }: { open: Open }) {
  const t = useWords(words);
  const { draft, setDraft, dirty, keep, failure, publish, discard, publishing } = useEditing(open);
  const faults = draftFaults(draft, new Set(open.measures.map((one) => one.key)));
  const set = (change: Partial<ProgramDraft>) => setDraft((before) => ({ ...before, ...change }));
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
