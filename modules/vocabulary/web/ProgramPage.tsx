import { useQuery } from '../../../kernel/web/queries.ts';
import { Link, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Split, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { Program, Said } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, published, useRead } from './api.ts';
import { Chips, Conditions, Groups, Meanings, Pathway } from './ProgramParts.tsx';

type Named = { readonly kind: string; readonly key: string; readonly version: string; readonly name: Said };

/** One program model to read: its pathway, who it is for, its principles, its daily work, how it is measured. */
export function ProgramPage() {
  const t = useWords(words);
  const read = useRead();
  const key = useParam('key');
  const asked = useQuery({
    queryKey: ['vocabulary.getProgram', key],
    queryFn: () => api.getProgram({ key }),
    ...published,
  });
  const program = asked.data?.program;
  return (
    <Page
      title={program ? read(program.name) : t('programs.title')}
      lede={program && read(program.summary)}
      stage="deliver"
      back={{ to: '/programs', label: t('programs.title') }}
    >
      <Answer of={asked} waiting={<Skeletons shape="cards" />}>
        {(answer) => (
          <Stack gap={5}>
            <Panel title={t('program.pathway')} hint={t('program.pathway.hint')} stage="deliver">
              <Pathway stages={answer.program.stages} />
            </Panel>
            <Split
              main={
                <Stack gap={5}>
                  <Panel title={t('program.eligibility')} hint={t('program.eligibility.hint')}>
                    <Conditions sentences={answer.program.eligibility} />
                  </Panel>
                  <Panel title={t('program.principles')}>
                    <Meanings items={answer.program.principles} />
                  </Panel>
                  <Panel title={t('program.work')}>
                    <Work program={answer.program} />
                  </Panel>
                </Stack>
              }
              aside={<Beside program={answer.program} refersTo={answer.refersTo} />}
            />
          </Stack>
        )}
      </Answer>
    </Page>
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
  const tools = props.refersTo.filter((one) => one.kind === 'scale');
  const lists = props.refersTo.filter((one) => one.kind === 'vocabulary');
  const profiles = props.refersTo.filter((one) => one.kind === 'profiles');
  return (
    <Stack gap={5}>
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
      {tools.length + lists.length + profiles.length > 0 && (
        <Panel title={t('program.tools')}>
          <Stack gap={2}>
            <Chips items={tools.map((one) => ({ code: one.key, name: one.name }))} />
            {lists.map((one) => (
              <Link key={one.key} to={`/frameworks/${one.key}`}>
                {read(one.name)}
              </Link>
            ))}
            {profiles.map((one) => (
              <Link key={one.key} to={`/programs/${program.key}/profiles/${one.key}`}>
                {read(one.name)}
              </Link>
            ))}
          </Stack>
        </Panel>
      )}
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
