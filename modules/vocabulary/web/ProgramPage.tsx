import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { Panels } from '../../../kernel/web/panels.tsx';
import { useQuery } from '../../../kernel/web/queries.ts';
import { Link, useAddressChoice, useGo, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useAct } from '../../../ui/overlay/useAct.ts';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Split, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { Program, Said } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, published, useIsSteward, useProgramsChanged, useRead } from './api.ts';
import { NewModelSheet } from './editor/NewModelSheet.tsx';
import { programAside } from './places.ts';
import { Chips, Conditions, Groups, Meanings, Pathway } from './ProgramParts.tsx';

type Named = { readonly kind: string; readonly key: string; readonly version: string; readonly name: Said };

/** One program model to read: its pathway, who it is for, its principles, its daily work, how it is measured. */
export function ProgramPage() {
  const t = useWords(words);
  const read = useRead();
  const key = useParam('key');
  const [version, choose] = useAddressChoice('version', '');
  const asked = useQuery({
    queryKey: ['vocabulary.getProgram', key, version || undefined],
    queryFn: () => api.getProgram({ key, ...(version ? { version } : {}) }),
    ...published,
  });
  const program = asked.data?.program;
  return (
    <Page
      title={program ? read(program.name) : t('programs.title')}
      lede={program && read(program.summary)}
      stage="deliver"
      back={{ to: '/programs', label: t('programs.title') }}
      actions={asked.data && <Writing answer={asked.data} />}
    >
      <Answer of={asked} waiting={<Skeletons shape="cards" />}>
        {(answer) => (
          <Stack gap={4}>
            {answer.versions.length > 1 && (
              <ChoiceField
                label={t('program.version')}
                choices={answer.versions.map((one) => ({ value: one, label: one }))}
                value={answer.program.version}
                onChange={choose}
              />
            )}
            <Whole program={answer.program} refersTo={answer.refersTo} />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

/** The ways to write on from here: the next version of a model of one's own, or a new one after this pattern. */
function Writing({ answer }: { answer: { program: Program; own: boolean } }) {
  const t = useWords(words);
  const go = useGo();
  const steward = useIsSteward();
  const changed = useProgramsChanged();
  const [beginning, setBeginning] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct({ changed, done: () => go(`/programs/drafts/${id}`) });
  const { key } = answer.program;
  if (!steward) return null;
  const next = () => void act(() => api.continueProgram({ id, key }), t('edit.started'));
  return (
    <>
      <Button onClick={() => setBeginning(true)}>{t('edit.copy')}</Button>
      {answer.own && (
        <Button kind="primary" busy={busy} onClick={next}>
          {t('edit.next')}
        </Button>
      )}
      <Failure of={failure} while="doing" />
      {beginning && (
        <NewModelSheet patterns={[answer.program]} pattern={key} onClose={() => setBeginning(false)} />
      )}
    </>
  );
}

function Whole(props: { program: Program; refersTo: readonly Named[] }) {
  const t = useWords(words);
  const { program } = props;
  return (
    <Stack gap={5}>
      <Panel title={t('program.pathway')} hint={t('program.pathway.hint')} stage="deliver">
        <Pathway stages={program.stages} />
      </Panel>
      <Split
        main={
          <Stack gap={5}>
            <Panel title={t('program.eligibility')} hint={t('program.eligibility.hint')}>
              <Conditions sentences={program.eligibility} />
            </Panel>
            <Panel title={t('program.principles')}>
              <Meanings items={program.principles} />
            </Panel>
            <Panel title={t('program.work')}>
              <Work program={program} />
            </Panel>
          </Stack>
        }
        aside={<Beside {...props} />}
      />
    </Stack>
  );
}

function Work(props: { program: Program }) {
  const t = useWords(words);
  const { program } = props;
  return (
    <Groups
      items={[
        { label: t('program.roles'), value: <Chips items={program.roles} /> },
        { label: t('program.contactKinds'), value: <Chips items={program.contact.kinds} /> },
        { label: t('program.places'), value: <Chips items={program.contact.places} /> },
        { label: t('program.contactOutcomes'), value: <Chips items={program.contact.outcomes} /> },
        { label: t('program.nextSteps'), value: <Chips items={program.contact.nextSteps} /> },
        { label: t('program.goals'), value: <Chips items={program.goals} /> },
        { label: t('program.outcomes'), value: <Chips items={program.outcomes} /> },
        { label: t('program.decline'), value: <Chips items={program.declineReasons} /> },
        { label: t('program.close'), value: <Chips items={program.closeReasons} /> },
      ]}
    />
  );
}

function Beside(props: { program: Program; refersTo: readonly Named[] }) {
  const t = useWords(words);
  const read = useRead();
  const { program } = props;
  const measures = props.refersTo.filter((one) => one.kind === 'measure');
  return (
    <Stack gap={5}>
      <Panels at={programAside} with={{ program: program.key, version: program.version }} />
      <Panel title={t('program.waitlist')}>
        <p>{read(program.waitlist.sentence)}</p>
      </Panel>
      {program.capacity && (
        <Panel title={t('program.capacity')}>
          <p>
            {program.capacity.clients} {read(program.capacity.unit)}
          </p>
        </Panel>
      )}
      <Panel title={t('program.measures')}>
        <Chips items={measures.map((one) => ({ code: one.key, name: one.name }))} />
      </Panel>
      <Tools {...props} />
      <Panel look="quiet">
        <Groups
          items={[
            { label: t('program.source'), value: <span lang="en">{program.source}</span> },
            { label: t('program.version'), value: program.version },
          ]}
        />
      </Panel>
    </Stack>
  );
}

function Tools(props: { program: Program; refersTo: readonly Named[] }) {
  const t = useWords(words);
  const read = useRead();
  const of = (kind: string) => props.refersTo.filter((one) => one.kind === kind);
  const opened = [
    ...of('vocabulary').map((one) => ({ ...one, to: `/frameworks/${one.key}` })),
    ...of('profiles').map((one) => ({ ...one, to: `/programs/${props.program.key}/profiles/${one.key}` })),
  ];
  const scales = of('scale');
  if (scales.length + opened.length === 0) return null;
  return (
    <Panel title={t('program.tools')}>
      <Stack gap={2}>
        <Chips items={scales.map((one) => ({ code: one.key, name: one.name }))} />
        {opened.map((one) => (
          <Link key={one.key} to={one.to}>
            {read(one.name)}
          </Link>
        ))}
      </Stack>
    </Panel>
  );
}
