import type { ParsedOf } from '../../../../kernel/contract.ts';
import { isId } from '../../../../kernel/id.ts';
import { found } from '../../../../kernel/refusal.ts';
import type { LeavingFile } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import { openTurns, studyByCode, studyById, type StudyRow } from '../../../evidence/server/index.ts';
import type { exchange, LeavingProject } from '../../contract.ts';
import { guidFor, guidOf } from '../../refi/guid.ts';
import { Losses } from '../../refi/losses.ts';
import { insteadLink, ownOrigin, ownVariables, variableGuid, windowsOrigin } from '../../refi/own.ts';
import { conforming } from '../../refi/standard.ts';
import {
  codesXml,
  noteXml,
  projectHead,
  projectTail,
  sourceXml,
  textValue,
} from '../../refi/writeProject.ts';
import { container, element, elementXml } from '../../refi/writeXml.ts';
import words from '../../words.json' with { type: 'json' };
import { gatherCodes, gatherStudy, type Leaving } from './gather.ts';
import { packing } from './packing.ts';
import { siteCodes } from './queries.ts';
import { type RatingsOut, ratingsOut } from './ratingsOut.ts';
import { textsOut } from './textsOut.ts';

type Asked = ParsedOf<typeof exchange.operations.exportRefi>;

/** Writes a study as a REFI-QDA project, or its codebook: what is in it is what may leave, and the same study gives the same file. */
export async function exportRefi(tx: Tx, input: Asked): Promise<LeavingFile> {
  const study = await studyAsked(tx, input.study);
  const name = study.code.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  if (input.form === 'codebook') {
    const bytes = Buffer.from(await codebookXml(tx, study));
    return { name: `${name}.qdc`, type: 'application/xml', render: () => Promise.resolve(bytes) };
  }
  const { bytes, leaving } = await projectOf(tx, study, input.profile);
  const subjects = leaving.texts.map((text) => text.id);
  if (subjects.length > 0) tx.note({ operation: 'exchange.exportRefi', action: 'read', subjects });
  return { name: `${name}.qdpx`, type: 'application/zip', render: () => Promise.resolve(bytes) };
}

/** What an export would hold and what it would not carry. */
export async function previewExport(tx: Tx, input: Pick<Asked, 'study'>): Promise<LeavingProject> {
  const study = await studyAsked(tx, input.study);
  const { leaving, codings, ratings } = await projectOf(tx, study, 'standard');
  const counts = {
    texts: leaving.texts.length,
    codes: leaving.codes.length,
    codings,
    memos: leaving.memos.length,
    coders: leaving.users.length,
    ratings,
    kept: leaving.kept.length,
  };
  return { studyId: study.id, counts, losses: said(tx, leaving.losses) };
}

const said = (tx: Tx, losses: Losses): LeavingProject['losses'] =>
  losses.list().map(({ element: name, reason, count }) => ({
    element: name,
    count,
    why: reason,
    reason: say(words, `loss.${reason}`, tx.actor.locale),
  }));

async function studyAsked(tx: Tx, asked: string): Promise<StudyRow> {
  return found(
    isId(asked) ? await studyById(tx, asked) : await studyByCode(tx, asked),
    'exchange.noSuchStudy',
  );
}

async function codebookXml(tx: Tx, study: StudyRow): Promise<string> {
  const { codes } = await gatherCodes(tx, study, new Losses());
  const head = `<?xml version="1.0" encoding="utf-8"?>\n`;
  const inner = codesXml(codes, false);
  return head + element('CodeBook', { xmlns: 'urn:QDA-XML:codebook:1.0', origin: ownOrigin }, inner);
}

async function projectOf(tx: Tx, study: StudyRow, profile: Asked['profile']) {
  const leaving = await gatherStudy(tx, study);
  const zip = packing();
  const texts = new Map<string, string>();
  const file = zip.open('project.qde');
  const origin = profile === 'windows' ? windowsOrigin : ownOrigin;
  file.write(projectHead({ name: study.title, origin }));
  file.write(
    container(
      'Users',
      leaving.users.map((user) => element('User', user)),
    ),
  );
  const codes = codesXml(leaving.codes, true);
  if (codes !== '') file.write(`<CodeBook>${codes}</CodeBook>\n`);
  const inFile = guidsIn(leaving);
  const kept = keptFor(leaving, inFile);
  const places = await siteCodes(tx);
  const rated = await ratingsOut(tx, leaving, places);
  file.write(container('Variables', [...variables(tx), ...rated.variables, ...kept.of('Variable')]));
  file.write(container('Cases', [...cases(leaving, rated), ...rated.siteCases, ...kept.of('Case')]));
  const notes = new Set<string>();
  let codings = 0;
  if (leaving.texts.length > 0) {
    file.write('<Sources>\n');
    for await (const one of textsOut(tx, leaving, { profile, places, valuesOf: kept.valuesOf })) {
      file.write(sourceXml(one.source));
      texts.set(one.source.guid, one.text);
      for (const note of one.notes) notes.add(note);
      codings += one.codings;
    }
    file.write('</Sources>\n');
  }
  for (const memo of leaving.memos) notes.add(noteXml(memo.guid, memo.text));
  file.write(container('Notes', [...notes]));
  file.write(container('Links', [...leaving.instead.map(insteadXml), ...kept.of('Link')]));
  for (const [list, name] of [
    ['Sets', 'Set'],
    ['Graphs', 'Graph'],
  ] as const)
    file.write(container(list, kept.of(name)));
  await countSpeakers(tx, leaving);
  const onAll = leaving.memos.filter((memo) => memo.about === 'study').map((memo) => memo.guid);
  file.write(projectTail(notCarried(tx, leaving), onAll));
  file.end();
  for (const [guid, text] of texts) {
    const entry = zip.open(`sources/${guid}.txt`);
    entry.write(text);
    entry.end();
  }
  return { bytes: zip.finish(), leaving, codings, ratings: rated.count };
}

/** What a reader of the file should know is missing from it. */
function notCarried(tx: Tx, { losses }: Leaving): string {
  const list = said(tx, losses).map(({ element: name, count, reason }) => `${name} × ${count}: ${reason}`);
  return list.length === 0 ? '' : [say(words, 'export.notCarried', tx.actor.locale), ...list].join('\n');
}

function variables(tx: Tx): string[] {
  return ownVariables.map((name) =>
    element('Variable', {
      guid: variableGuid(name),
      name: say(words, `variable.${name}`, tx.actor.locale),
      typeOfVariable: 'Text',
    }),
  );
}

function cases({ texts }: Leaving, rated: RatingsOut): string[] {
  const people = Map.groupBy(
    texts.filter((text) => text.person !== undefined),
    (text) => text.person?.id ?? '',
  );
  return [...people].map(([guid, heard]) => {
    const person = heard[0]?.person;
    const part = textValue(variableGuid('part'), person?.part ?? '');
    const values = [part, ...rated.valuesOf(person?.participantId ?? '')].map(elementXml).join('');
    const refs = heard.map((text) => element('SourceRef', { targetGUID: text.guid })).join('');
    return element('Case', { guid, name: person?.pseudonym ?? '' }, values + refs);
  });
}

function insteadXml({ from, to }: { from: string; to: string }): string {
  const guid = guidFor('instead', from, to);
  return element('Link', { guid, name: insteadLink, direction: 'OneWay', originGUID: from, targetGUID: to });
}

/** Every GUID that something kept may point to. */
function guidsIn({ texts, codes, users, memos, kept }: Leaving): ReadonlySet<string> {
  const keptGuids = kept.flatMap(({ element: { name, attributes, children } }) => [
    ...(name === 'Link' ? [] : [guidOf(attributes['guid']) ?? '']),
    ...(name === 'Graph' ? children.flatMap((child) => guidOf(child.attributes['guid']) ?? []) : []),
  ]);
  return new Set([...[...texts, ...codes, ...users, ...memos].map((one) => one.guid), ...keptGuids]);
}

/** What is given back of what was kept, as the standard wants it; a case whose texts have all gone is not given back. */
function keptFor({ kept, losses, texts }: Leaving, inFile: ReadonlySet<string>) {
  const ready = kept.flatMap(({ element: one, about }) => {
    if (about !== null && !texts.some((text) => text.guid === about)) return [];
    const fit = conforming(one, (guid) => inFile.has(guid));
    const refs = (from: typeof one | undefined) =>
      from?.children.filter((child) => child.name === 'SourceRef').length ?? 0;
    if (fit === undefined || (one.name === 'Case' && refs(one) > 0 && refs(fit) === 0)) {
      losses.add(one.name, 'notCarried');
      return [];
    }
    return [{ fit, about }];
  });
  return {
    of: (name: string) =>
      ready.filter(({ fit, about }) => fit.name === name && about === null).map(({ fit }) => elementXml(fit)),
    valuesOf: (guid: string) => ready.filter(({ about }) => about === guid).map(({ fit }) => fit),
  };
}

async function countSpeakers(tx: Tx, { texts, losses }: Leaving): Promise<void> {
  const turns = await openTurns(
    tx,
    texts.map((text) => text.id),
  );
  losses.add(
    'Speaker',
    'notCarried',
    [...turns.values()].reduce((sum, all) => sum + all.length, 0),
  );
}
