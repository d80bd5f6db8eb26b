import { newId } from '../../../../kernel/id.ts';
import { dayOf } from '../../../../kernel/time.ts';
import type { AdaptationShown } from '../../contract.ts';

/** What somebody tells of a change to a program, while they write. */
export type Telling = {
  readonly id: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly statement: string;
  readonly why: string;
  readonly beganOn: string;
  readonly endedOn: string;
  readonly codes: readonly string[];
  readonly trialId: string | null;
};

/** Today where the device is. */
export const today = (): string => dayOf(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);

/** What stands on the form at first: what was told before, or nothing. */
export function begun(row: AdaptationShown | undefined, siteId: string): Telling {
  const fresh = { id: newId(), siteId, programCode: '', statement: '', beganOn: today(), trialId: null };
  if (!row) return { ...fresh, why: '', endedOn: '', codes: [] };
  const { id, programCode, statement, beganOn, codes, trialId } = row;
  const kept = { id, siteId: row.siteId, programCode, statement, beganOn, codes, trialId };
  return { ...kept, why: row.why ?? '', endedOn: row.endedOn ?? '' };
}

/** What is sent of it; what was left empty is left away. */
export function toldOf(typed: Telling, factorId: string | null | undefined) {
  const { statement, beganOn, codes, why, endedOn, trialId } = typed;
  return {
    statement,
    beganOn,
    codes: [...codes],
    ...(why.trim() ? { why: why.trim() } : {}),
    ...(endedOn ? { endedOn } : {}),
    ...(trialId ? { trialId } : {}),
    ...(factorId ? { factorId } : {}),
  };
}
