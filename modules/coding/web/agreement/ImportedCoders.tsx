import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { CodersShown, RoundsShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, evidenceApi } from '../api.ts';
import { useCodingAct } from './useAsked.ts';

/** Coders whose codings came in a file: somebody has to say that they finished the texts before they can be compared. */
export function ImportedCoders(props: { study: string; coders: CodersShown; texts: RoundsShown['texts'] }) {
  const t = useWords(words);
  const { act, busy, failure } = useCodingAct();
  const named = props.coders.filter((one) => one.coder.startsWith('name:') && one.finished === 0);
  if (named.length === 0) return null;
  const finish = async (coder: string) => {
    const done = new Set(
      props.texts
        .filter((text) => text.readings.some((one) => one.coder === coder && one.finishedAt !== null))
        .map((text) => text.sourceId),
    );
    for (const sourceId of await textsOf(props.study))
      if (!done.has(sourceId)) await api.finishReading({ sourceId, coderName: coder.slice(5) });
  };
  return (
    <Panel title={t('round.imported')} hint={t('round.importedHint')}>
      {failure !== undefined && <Failure of={failure} />}
      {named.map((one) => (
        <Row key={one.coder} apart>
          <span>
            {t('round.importedCoder', { name: one.name, codings: one.codings, finished: one.finished })}
          </span>
          <Button
            size="small"
            busy={busy}
            onClick={() => void act(() => finish(one.coder), t('round.marked'))}
          >
            {t('round.allFinished')}
          </Button>
        </Row>
      ))}
    </Panel>
  );
}

async function textsOf(studyId: string): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await evidenceApi.listSources({
      studyId,
      limit: 100,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...page.rows.map((row) => row.id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}
