import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';

/** The two people whose codings came in a file: both finished every text, and the first text has a consensus under way. */
export async function agreeOnTexts(installation: Installation, actor: Actor, study: string): Promise<void> {
  const say = <T>(operation: string, input: unknown) =>
    ask<T>(installation, { actor, operation, input, files: [] });
  const { rows: studies } = await say<{ rows: { id: string; code: string }[] }>('evidence.listStudies', {});
  const studyId = studies.find((one) => one.code === study)?.id ?? '';
  const { rows: texts } = await say<{ rows: { id: string }[] }>('evidence.listSources', {
    studyId,
    limit: 100,
  });
  const { rows: coders } = await say<{ rows: { coder: string; name: string }[] }>('coding.listCoders', {
    study,
  });
  const named = coders.filter(({ coder }) => coder.startsWith('name:'));
  for (const { id: sourceId } of texts)
    for (const { name: coderName } of named) await say('coding.finishReading', { sourceId, coderName });
  const [first] = texts;
  if (first) await say('coding.openConsensus', { id: newId(), sourceId: first.id });
}
