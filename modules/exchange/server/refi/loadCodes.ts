import type { Tx } from '../../../../kernel/server/scope.ts';
import { findDefinition } from '../../../vocabulary/server/index.ts';
import {
  type CarriedCode,
  carriedAlready,
  carriedCodes,
  insertCarriedCodes,
} from '../../../coding/server/index.ts';
import { understand } from '../../refi/description.ts';
import { guidOf } from '../../refi/guid.ts';
import { insteadLink, isOwn, lockedGuid } from '../../refi/own.ts';
import type { CodeRead } from '../../refi/project.ts';
import { count, keepOrigins, type Loading, origin, resolveIds } from './loading.ts';

/** The distance between neighbours in the tree, so that a code can be put between two. */
const gap = 1_024;

/** Brings the codebook of the file into the study: codes it has already stay as they are, new ones become codes of the study's own. */
export async function loadCodes(tx: Tx, loading: Loading): Promise<void> {
  const { study, plan, codes } = loading;
  const { project } = plan;
  const locked = await lockedByGuid(tx, loading);
  const own = project.codes.filter((code) => !locked.has(code.guid));
  for (const code of project.codes) {
    const lockedCode = locked.get(code.guid);
    if (lockedCode !== undefined) codes.set(code.guid, lockedCode);
  }
  const held = new Map((await carriedCodes(tx, study.id)).map((row) => [row.id, row]));
  const ids = await resolveIds(
    tx,
    loading,
    'code',
    own.map((code) => code.guid),
    (asked) => carriedAlready(tx, study.id, 'code', asked),
  );
  for (const [guid, { id }] of ids) codes.set(guid, id);
  const instead = isOwn(project.origin) ? insteadOf(loading) : new Map<string, string[]>();
  const fresh: CarriedCode[] = [];
  for (const code of own) {
    const at = ids.get(code.guid);
    if (at === undefined) continue;
    const before = held.get(at.id);
    if (!at.known) fresh.push(made(loading, code, { id: at.id, instead: instead.get(code.guid) ?? [] }));
    else if (before === undefined || before.name !== nameOf(code)) plan.losses.add('Code', 'codeDiffers');
  }
  await insertCarriedCodes(tx, study.id, fresh);
  await keepOrigins(
    tx,
    loading,
    own.flatMap((code) => {
      const at = ids.get(code.guid);
      return at === undefined || at.known ? [] : [origin('code', at.id, code.guid)];
    }),
  );
  count(loading, 'codes', fresh.length);
  count(loading, 'codesKnown', project.codes.length - fresh.length);
}

/** The codes of the study's locked codebook by the GUID they have in our files. */
async function lockedByGuid(tx: Tx, { study }: Loading): Promise<Map<string, string>> {
  const { system, codebookVersion: version } = study;
  const found = await findDefinition(tx, 'vocabulary', { key: system, version });
  return new Map(found.codes.map(({ code }) => [lockedGuid(system, version, code), code]));
}

const nameOf = ({ name, guid }: CodeRead): string => name.replace(/\s+/g, ' ').trim() || guid;

function made(
  loading: Loading,
  code: CodeRead,
  here: { id: string; instead: readonly string[] },
): CarriedCode {
  const { codes, plan } = loading;
  const said = code.description ?? '';
  const guidance = isOwn(plan.project.origin)
    ? understand(said)
    : { definition: said, include: '', exclude: '' };
  return {
    ...here,
    code: here.id,
    parent: code.parent === undefined ? null : (codes.get(code.parent) ?? null),
    name: nameOf(code),
    definition: guidance.definition || null,
    include: guidance.include || null,
    exclude: guidance.exclude || null,
    color: code.color ?? null,
    codable: code.codable,
    position: code.position * gap,
  };
}

/** The codes to use instead, as our own files link them: by the GUID of the code that says so. */
function insteadOf({ plan, codes }: Loading): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, attributes } of plan.project.others) {
    if (name !== 'Link' || attributes['name'] !== insteadLink) continue;
    const [from, to] = [guidOf(attributes['originGUID']), codes.get(guidOf(attributes['targetGUID']) ?? '')];
    if (from !== undefined && to !== undefined) found.set(from, [...(found.get(from) ?? []), to]);
  }
  return found;
}
