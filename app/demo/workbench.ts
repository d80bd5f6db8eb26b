import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import told from './workbench.json' with { type: 'json' };

/** The workbench of a study: short answers taken into it, codes of the team's own, guidance beside a locked one, a memo. */
export async function layOutWorkbench(
  installation: Installation,
  actor: Actor,
  study: string,
): Promise<void> {
  const say = (operation: string, input: object) => ask(installation, { actor, operation, input, files: [] });
  const { studyId } = (await say('coding.listCodes', { study })) as { studyId: string };
  for (const text of told.answers) {
    const id = newId();
    await say('evidence.suggest', { id, text });
    await say('evidence.takeIntoStudy', { id, version: 1, studyId });
  }
  for (const code of told.codes) await say('coding.addCode', { id: newId(), studyId, ...code });
  await say('coding.guideCode', { id: newId(), studyId, ...told.guidance });
  const links = [{ kind: 'code', code: told.guidance.code }];
  await say('coding.addMemo', { id: newId(), studyId, on: { about: 'study' }, text: told.memo, links });
}
