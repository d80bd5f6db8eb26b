import { newId } from '../../../../kernel/id.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { SourceKind } from '../../../evidence/model.ts';
import {
  insertStudySites,
  keepSource,
  type OpenText,
  openTexts,
  participantFor,
  siteByCode,
  sourceStates,
} from '../../../evidence/server/index.ts';
import { childrenOf, type Element } from '../../refi/elements.ts';
import { guidOf } from '../../refi/guid.ts';
import { isOwn, isOwnCase, ownValues } from '../../refi/own.ts';
import { count, keepOrigins, type Loading, origin, resolveIds } from './loading.ts';
import type { PlannedText } from './plan.ts';

/** Where a text of the file stands in the study; `fresh` when this import brought it. */
export type Ground = Pick<OpenText, 'id' | 'siteId' | 'characters' | 'contentVersion'> & {
  readonly planned: PlannedText;
  readonly fresh: boolean;
};

type Person = { readonly guid: string; readonly pseudonym: string; readonly part: string | null };

/** Brings the texts of the file into the study; a text that is there already must still be the same. By the text's row in the file. */
export async function loadTexts(
  tx: Tx,
  loading: Loading,
  rest: () => Promise<void>,
): Promise<Map<number, Ground>> {
  const { plan, study } = loading;
  const texts = [...plan.texts.values()];
  refuseFaults(loading);
  const ids = await resolveIds(
    tx,
    loading,
    'source',
    texts.map(({ read }) => read.guid),
    async (asked) => {
      const states = await sourceStates(tx, asked);
      return new Set(states.flatMap((state) => (state.studyId === study.id ? state.id : [])));
    },
  );
  const people = isOwn(plan.project.origin) ? peopleOf(plan.project.others) : new Map<string, Person>();
  const grounds = new Map<number, Ground>();
  for (const planned of texts) {
    await rest();
    const { read } = planned;
    const at = ids.get(read.guid);
    if (at === undefined) continue;
    const ground = at.known
      ? await groundThere(tx, loading, planned, at.id)
      : await keepText(tx, loading, planned, { id: at.id, person: people.get(read.guid) });
    if (ground !== undefined) grounds.set(read.row, ground);
  }
  await keepOrigins(
    tx,
    loading,
    [...grounds.values()].flatMap(({ fresh, id, planned }) =>
      fresh ? [origin('source', id, planned.read.guid)] : [],
    ),
  );
  return grounds;
}

function refuseFaults({ plan, refused }: Loading): void {
  const keys = {
    notInFile: 'refiNotInFile',
    notText: 'refiNotText',
    tooMuchText: 'refiTooMuchText',
    noText: 'refiNoText',
    guidTwice: 'refiGuidTwice',
  } as const;
  for (const { read, fault, selections } of plan.faults)
    refused.push({ row: read.row, key: keys[fault], facts: { element: read.element, selections } });
}

async function groundThere(
  tx: Tx,
  loading: Loading,
  planned: PlannedText,
  id: string,
): Promise<Ground | undefined> {
  const here = (await openTexts(tx, [id])).get(id);
  const { row, element } = planned.read;
  const facts = { element, selections: planned.points.length / 2 };
  if (here === undefined) loading.refused.push({ row, key: 'refiTextWithdrawn', facts });
  else if (here.text !== planned.text) loading.refused.push({ row, key: 'refiTextDiffers', facts });
  else {
    count(loading, 'textsKnown');
    const { siteId, characters, contentVersion } = here;
    return { id, siteId, characters, contentVersion, planned, fresh: false };
  }
  return undefined;
}

async function keepText(
  tx: Tx,
  loading: Loading,
  planned: PlannedText,
  { id, person }: { id: string; person: Person | undefined },
): Promise<Ground> {
  const { read, text } = planned;
  const said = isOwn(loading.plan.project.origin) ? ownValues(read.values) : {};
  const site = said.site === undefined ? undefined : await siteByCode(tx, said.site);
  const siteId = site?.id ?? null;
  if (siteId !== null) await insertStudySites(tx, loading.study.id, [{ id: newId(), siteId }]);
  const kind = SourceKind.safeParse(said.kind);
  const studyId = loading.study.id;
  const participantId =
    person === undefined
      ? null
      : await participantFor(tx, {
          id: newId(),
          studyId,
          siteId,
          pseudonym: person.pseudonym,
          part: person.part,
        });
  if (participantId !== null && person !== undefined)
    await keepOrigins(tx, loading, [origin('participant', participantId, person.guid)]);
  await keepSource(tx, {
    id,
    kind: kind.success ? kind.data : 'transcript',
    text,
    studyId,
    siteId,
    participantId,
    name: read.name === '' ? undefined : read.name,
  });
  count(loading, 'texts');
  return { id, siteId, characters: [...text].length, contentVersion: 1, planned, fresh: true };
}

/** The participants of a file of our own, by the GUID of each of their texts. */
function peopleOf(others: readonly Element[]): Map<string, Person> {
  const found = new Map<string, Person>();
  for (const element of others) {
    const guid = guidOf(element.attributes['guid']);
    const pseudonym = element.attributes['name']?.trim();
    const said = ownValues(childrenOf(element, 'VariableValue'));
    if (!isOwnCase(element) || guid === undefined || !pseudonym || said.site !== undefined) continue;
    const person = { guid, pseudonym, part: said.part ?? null };
    for (const ref of childrenOf(element, 'SourceRef')) {
      const source = guidOf(ref.attributes['targetGUID']);
      if (source !== undefined) found.set(source, person);
    }
  }
  return found;
}
