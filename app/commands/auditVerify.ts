import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { newId } from '../../kernel/id.ts';
import { sealPending } from '../../kernel/server/audit/seal.ts';
import { type Anchor, type Verdict, verifyAudit } from '../../kernel/server/audit/verify.ts';
import type { Installation } from '../installation.ts';
import { command } from './frame/command.ts';

const Anchors = z.array(z.object({ communityId: z.string(), number: z.number(), hash: z.string() }));

/** Verifies every chain against the heads that were kept outside; seals what waits first, so that the heads cover all there is. */
export async function verify(
  { database, sealing }: Installation,
  anchors: readonly Anchor[],
): Promise<Verdict> {
  await sealPending(database, sealing);
  const { value } = await database.asWorker({ id: newId() }, (tx) =>
    verifyAudit(tx, sealing.publicKey, anchors),
  );
  return value;
}

/** One line for each fault, or the counts when there is none. */
export function verdictText({ events, blocks, faults }: Verdict): string {
  if (faults.length === 0) return `The audit trail is whole: ${events} events in ${blocks} sealed blocks.`;
  return faults
    .map(
      ({ what, block, event, communityId }) =>
        `Community ${communityId}, block ${block}${event ? `, event ${event}` : ''}: ${what}.`,
    )
    .join('\n');
}

/** Recomputes the audit trail and names the first event or block that was altered, removed or added. */
export const auditVerify = command({
  words: 'audit verify',
  about: 'Recomputes the audit trail and names the first row that was altered, removed or added.',
  options: [
    ['--anchors <file>', 'heads of the chains kept outside; without them a cut end cannot be seen'],
    ['--keep <file>', 'write the heads there, to be kept outside'],
  ],
  input: z.object({ anchors: z.string().optional(), keep: z.string().optional() }),
  run: async ({ open }, { anchors, keep }) => {
    const known = anchors ? Anchors.parse(JSON.parse(await readFile(anchors, 'utf8'))) : [];
    const verdict = await verify(await open(), known);
    if (keep) await writeFile(keep, `${JSON.stringify(verdict.heads, null, 2)}\n`, { mode: 0o600 });
    return { text: verdictText(verdict), json: verdict, failed: verdict.faults.length > 0 };
  },
});
