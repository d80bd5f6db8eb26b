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
  await correctOne(say, studyId);
}

/** One transcript of the study is corrected after it was coded, so that it has an earlier version. */
async function correctOne(say: (operation: string, input: object) => Promise<unknown>, studyId: string) {
  const { rows } = (await say('evidence.listSources', { studyId })) as { rows: { id: string }[] };
  for (const { id } of rows) {
    const read = (await say('evidence.readSource', { id })) as { text: string; contentVersion: number };
    const [before, after] = read.text.split(told.correction.words);
    if (before === undefined || after === undefined) continue;
    const start = [...before].length;
    const edits = [{ start, end: start + [...told.correction.words].length, text: told.correction.meant }];
    await say('coding.correctText', { sourceId: id, contentVersion: read.contentVersion, edits });
    return;
  }
}
