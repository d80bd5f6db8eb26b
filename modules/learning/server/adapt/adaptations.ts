import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { mySite, programAt } from '../../../pathway/server/index.ts';
import { findDefinition } from '../../../vocabulary/server/index.ts';
import { dimensionsOf, faultIn } from '../../adapt/frame.ts';
import type { learning } from '../../contract.ts';
import {
  adaptationById,
  type AdaptationRow,
  adaptations,
  insertAdaptation,
  pointsWithin,
  replaceAdaptation,
} from './queries.ts';

type Cases = UseCases<typeof learning.operations>;

/** The framework in whose terms adaptations are told. */
const framework = 'frame';

const refusals = {
  unknownCode: 'learning.noSuchCode',
  oneOnly: 'learning.oneOnly',
  notAsked: 'learning.notAsked',
  notSaid: 'learning.notSaid',
} as const;

type Told = {
  readonly codes: readonly string[];
  readonly beganOn: string;
  readonly endedOn?: string | undefined;
  readonly trialId?: string | undefined;
  readonly factorId?: string | undefined;
};

/** Refuses what the framework does not know or that hangs in the air; gives the framework's version. */
async function checked(tx: Tx, siteId: string, told: Told): Promise<string> {
  const { version, codes } = await findDefinition(tx, 'vocabulary', { key: framework });
  const fault = faultIn(dimensionsOf(codes), told.codes);
  if (fault) throw refuse('invalid', refusals[fault.reason], { code: fault.code });
  if (told.endedOn !== undefined && told.endedOn <= told.beganOn)
    throw refuse('invalid', 'learning.endsBeforeItStarts');
  const points = { siteId, trialId: told.trialId ?? null, factorId: told.factorId ?? null };
  if (!(await pointsWithin(tx, points))) throw refuse('missing', 'learning.noSuchTrial');
  return version;
}

const emptied = <T extends Told & { readonly why?: string | undefined; readonly statement: string }>(
  told: T,
) => ({
  statement: told.statement,
  why: told.why?.trim() || null,
  beganOn: told.beganOn,
  endedOn: told.endedOn ?? null,
  codes: [...new Set(told.codes)],
  trialId: told.trialId ?? null,
  factorId: told.factorId ?? null,
});

/** Tells of a change to a program at a site where the actor works. */
export const noteAdaptation: Cases['noteAdaptation'] = async (tx, input) => {
  const { id, siteId, programCode } = input;
  const organisationId = await mySite(tx, siteId);
  const program = await programAt(tx, siteId, programCode);
  const systemVersion = await checked(tx, siteId, input);
  const written = await insertAdaptation(tx, {
    ...emptied(input),
    id,
    siteId,
    organisationId,
    programCode,
    programVersion: program.version,
    system: framework,
    systemVersion,
  });
  if (!written) throw refuse('conflict', 'learning.adaptationTold');
  tx.emit('learning.adaptationNoted', id, { siteId, programCode });
  return { id, version: 1 };
};

/** Corrects what was told; whoever comes second learns what it says now. */
export const reviseAdaptation: Cases['reviseAdaptation'] = async (tx, input) => {
  const { id, version } = input;
  const row = found(await adaptationById(tx, id), 'learning.noSuchAdaptation');
  await mySite(tx, row.siteId);
  await checked(tx, row.siteId, input);
  if (await replaceAdaptation(tx, { ...emptied(input), id, version })) return { id, version: version + 1 };
  const now: AdaptationRow = found(await adaptationById(tx, id), 'learning.noSuchAdaptation');
  throw refuse('conflict', 'learning.adaptationChanged', {
    current: { version: now.version, statement: now.statement, why: now.why, endedOn: now.endedOn },
  });
};

/** Every change, with the name its program had then. */
export const listAdaptations: Cases['listAdaptations'] = async (tx, { siteId }) => {
  const shown = [];
  for (const { programVersion, ...row } of await adaptations(tx, siteId)) {
    const at = { key: row.programCode, version: programVersion };
    shown.push({ ...row, programName: (await findDefinition(tx, 'program', at)).name });
  }
  return { adaptations: shown };
};
