import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { DirectiveLine, OneClient } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, clientKey, useRead } from '../api.ts';
import { ConsequenceList } from './ConsequenceList.tsx';
import { DirectiveSheet } from './DirectiveSheet.tsx';

/** What the client allows and forbids; nothing is saved before its consequence was shown. */
export function ConsentPanel(props: { client: OneClient }) {
  const t = useWords(words);
  const { client } = props;
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<DirectiveLine | undefined>();
  return (
    <Panel
      title={t('consent.title')}
      actions={
        <Button size="small" icon="plus" onClick={() => setGiving(true)}>
          {t('consent.add')}
        </Button>
      }
    >
      {client.directives.length === 0 ? (
        <EmptyState plain title={t('consent.none')} hint={t('consent.noneHint')} />
      ) : (
        <Directives directives={client.directives} onEnd={setEnding} />
      )}
      {giving && <DirectiveSheet client={client} onClose={() => setGiving(false)} />}
      {ending && <Ending clientId={client.id} directive={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  );
}

/** Says a directive as a sentence. */
function useSentence(): (directive: DirectiveLine) => string {
  const t = useWords(words);
  const read = useRead();
  return (directive) => {
    const whom =
      directive.binds === 'everyone'
        ? t('binds.everyone')
        : directive.targetRole !== null
          ? t(`role.${directive.targetRole}`)
          : read(directive.label) || t('consent.somebody');
    const spared = directive.binds === 'everyone_but' ? t('consent.everyoneBut', { whom }) : whom;
    return t(`consent.${directive.effect}Sentence`, {
      whom: spared,
      what: t(`class.${directive.dataClass}`),
    });
  };
}

function Directives(props: {
  directives: readonly DirectiveLine[];
  onEnd: (directive: DirectiveLine) => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const sentence = useSentence();
  const over = (one: DirectiveLine) => one.to !== null && new Date(one.to) <= new Date();
  return (
    <Timeline
      label={t('consent.title')}
      items={props.directives.map((one) => ({
        id: one.id,
        when: format.moment(one.from),
        title: sentence(one),
        badge: over(one) && <Badge>{t('consent.ended', { day: format.moment(one.to ?? '') })}</Badge>,
        body: !over(one) && (
          <Button kind="plain" size="small" onClick={() => props.onEnd(one)}>
            {t('consent.end')}
          </Button>
        ),
      }))}
    />
  );
}

function Ending(props: { clientId: string; directive: DirectiveLine; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { clientId, directive } = props;
  const preview = useQuery({
    queryKey: ['people.previewEnding', clientId, directive.id],
    queryFn: ({ signal }) => api.previewEnding({ clientId, id: directive.id }, { signal }),
    staleTime: 0,
  });
  const end = async () => {
    await api.endDirective({ clientId, id: directive.id, version: directive.version });
    await client.invalidateQueries({ queryKey: clientKey(clientId) });
  };
  return (
    <Confirm open onClose={props.onClose} title={t('consent.endTitle')} yes={t('consent.end')} onYes={end}>
      <Answer of={preview}>{(consequence) => <ConsequenceList consequence={consequence} />}</Answer>
    </Confirm>
  );
}
