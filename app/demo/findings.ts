import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { perform } from '../../kernel/server/serve.ts';
import { learningServer } from '../../modules/learning/server/index.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import told from './findings.json' with { type: 'json' };

type People = Readonly<Record<string, { readonly pseudonym: string; readonly part: string }>>;
const people: People = told.people;

/** A text of the demo's study: under the pseudonym of whoever was heard, where one person was. */
export async function bringVoice(
  installation: Installation,
  actor: Actor,
  at: { studyId: string; folder: string; name: string; siteId: string | undefined },
): Promise<void> {
  const { studyId, folder, name, siteId } = at;
  const heard = people[name] ?? {};
  const input = { id: newId(), studyId, ...(siteId === undefined ? {} : { siteId }), ...heard };
  await ask(installation, {
    actor,
    operation: 'evidence.addTranscript',
    input,
    files: [{ path: join(folder, name) }],
  });
}

type Mine = { version: number; findings: { id: string }[] };

/** Asks as whoever holds a link would: somebody without an account. */
function asHolder<T>(installation: Installation, operation: 'openMyCheck' | 'answerMyCheck', input: object) {
  const useCase = learningServer.useCases[operation];
  const route = {
    name: `learning.${operation}`,
    operation: learningServer.contract.operations[operation],
    useCase,
  };
  const around = { files: [], address: '127.0.0.1', device: 'demo', setSession: () => undefined };
  return installation.database
    .asDoor({ id: newId() }, (tx) => perform(tx, route as never, input, around))
    .then(({ value }) => value as T);
}

/** The secret of a link of the demo: the community and 32 bytes drawn from the pseudonym, so that every demo has the same. */
export function demoToken(communityId: string, pseudonym: string): string {
  const drawn = createHash('sha256').update(`demo ${pseudonym}`).digest();
  return Buffer.concat([Buffer.from(communityId.replaceAll('-', ''), 'hex'), drawn]).toString('base64url');
}

/** What the demo's study found, what three people said of it when it went back to them, and what was changed. */
export async function tellFindings(
  installation: Installation,
  actor: Actor,
  at: { study: string; studyId: string; today: string },
): Promise<void> {
  const { study, studyId, today } = at;
  const say = <T>(operation: string, input: object) =>
    ask(installation, { actor, operation, input, files: [] }) as Promise<T>;
  for (const { quotes, from, ...theme } of told.themes) {
    const id = newId();
    await say('coding.addTheme', { id, study, ...theme });
    for (const key of from) {
      const asked = { study, by: 'construct', key, limit: quotes };
      const { rows } = await say<{ rows: { codings: { id: string }[] }[] }>('coding.listQuotes', asked);
      for (const row of rows.slice(0, Math.ceil(quotes / from.length)))
        await say('coding.quoteTheme', { themeId: id, codingId: row.codings[0]?.id, chosen: true });
    }
  }
  const checkId = newId();
  await say('learning.draftCheck', { id: checkId, studyId, closesOn: addDays(today, 30) });
  await say('learning.startCheck', { id: checkId, version: 1 });
  const { people: heard } = await say<{ people: { participantId: string; pseudonym: string }[] }>(
    'learning.readCheck',
    { id: checkId },
  );
  const links = heard.map(({ participantId, pseudonym }) => ({
    id: newId(),
    participantId,
    token: demoToken(actor.communityId, pseudonym),
  }));
  await say('learning.inviteToCheck', { checkId, links });
  for (const { who, language, said } of told.answers) {
    const token = demoToken(actor.communityId, who);
    const { version, findings } = await asHolder<Mine>(installation, 'openMyCheck', { token });
    const answers = findings.map(({ id }, index) => ({
      findingId: id,
      verdict: null,
      words: '',
      ...said[index],
    }));
    await asHolder(installation, 'answerMyCheck', { token, version, language, answers });
  }
  const { findings } = await say<{ findings: { id: string; version: number }[] }>('learning.readCheck', {
    id: checkId,
  });
  const { kind, ...changed } = told.change;
  const second = findings[1];
  if (second) await say('learning.recordChange', { ...second, kind, said: changed });
  await say('reports.writeItem', { studyId, version: 0, ...told.item });
}
