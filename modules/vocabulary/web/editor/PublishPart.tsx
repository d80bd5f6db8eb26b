import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import type { DraftFault, ProgramDraft } from '../../model.ts';
import { programOf } from '../../shapes/ofDraft.ts';
import words from '../../words.json' with { type: 'json' };
import classes from '../vocabulary.module.css';
import { Chips, Conditions, Groups, Meanings, Pathway } from '../ProgramParts.tsx';

/** What still keeps the model from being published, how it will read, and the publishing itself. */
export function PublishPart(props: {
  draft: ProgramDraft;
  faults: readonly DraftFault[];
  busy: boolean;
  failure: unknown;
  onPublish: () => Promise<void>;
  onDiscard: () => Promise<void>;
}) {
  const t = useWords(words);
  const [discarding, setDiscarding] = useState(false);
  const { draft, faults } = props;
  return (
    <Stack gap={5}>
      {faults.length > 0 ? (
        <Faults faults={faults} />
      ) : (
        <Notice tone="good" live={false} title={t('edit.ready')}>
          {t('edit.readyHint')}
        </Notice>
      )}
      <Failure of={props.failure} while="doing" />
      <Row>
        <Button
          kind="primary"
          disabled={faults.length > 0}
          busy={props.busy}
          onClick={() => void props.onPublish()}
        >
          {t('edit.publish')}
        </Button>
        <Button kind="plain" onClick={() => setDiscarding(true)}>
          {t('edit.discard')}
        </Button>
      </Row>
      {faults.length === 0 && <Preview draft={draft} />}
      <Confirm
        open={discarding}
        onClose={() => setDiscarding(false)}
        title={t('edit.discard')}
        yes={t('edit.discardYes')}
        danger
        onYes={props.onDiscard}
      >
        {t('edit.discardHint')}
      </Confirm>
    </Stack>
  );
}

/** What is wrong, one sentence each. */
function Faults(props: { faults: readonly DraftFault[] }) {
  const t = useWords(words);
  const list = (name: string) => t(`edit.list.${name}` as 'edit.list.goals');
  const said = ({ problem, name }: DraftFault) => {
    if (problem === 'empty') return t('fault.empty', { name: list(name) });
    if (problem === 'noStage')
      return t('fault.noStage', { name: t(`edit.state.${name}` as 'edit.state.enrolled') });
    if (problem === 'oneLanguage' && name === '') return t('fault.noWords');
    return t(`fault.${problem}`, { name });
  };
  return (
    <Notice tone="warn" live={false} title={t('edit.faults', { count: props.faults.length })}>
      <ul className={classes['faults']}>
        {props.faults.map((fault) => (
          <li key={`${fault.part} ${fault.problem} ${fault.name}`}>
            {t('edit.fault', { part: t(`edit.part.${fault.part}`), said: said(fault) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Preview(props: { draft: ProgramDraft }) {
  const t = useWords(words);
  const program = programOf(props.draft, {
    key: 'preview',
    version: '1.0.0',
    source: 'preview',
    terms: { en: 'preview', fr: 'preview' },
  });
  return (
    <Panel title={t('edit.preview')} stage="deliver">
      <Stack gap={5}>
        <Pathway stages={program.stages} />
        <Conditions sentences={program.eligibility} />
        <Meanings items={program.principles} />
        <Groups
          items={[
            { label: t('program.roles'), value: <Chips items={program.roles} /> },
            { label: t('program.contactKinds'), value: <Chips items={program.contact.kinds} /> },
            { label: t('program.goals'), value: <Chips items={program.goals} /> },
          ]}
        />
      </Stack>
    </Panel>
  );
}
