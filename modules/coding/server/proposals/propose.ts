import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { openTexts, type StudyRow } from '../../../evidence/server/index.ts';
import { findDefinition } from '../../../vocabulary/server/index.ts';
import type { coding } from '../../contract.ts';
import { sliceOf, unitsOf } from '../../model.ts';
import { codebookFor, mustFit, studiedGround } from '../code.ts';
import { codebookOf, codedAs, studyWorkedIn } from '../codebook.ts';
import { codesOf } from '../codes/queries.ts';
import { made, remember } from '../deeds/deed.ts';
import { insertCodings } from '../queries.ts';
import { examples, insertDecision, refused } from './queries.ts';
import { type Known, rank } from './rank.ts';

type Cases = UseCases<typeof coding.operations>;

/** Proposes codes for a passage. */
export const proposeCodes: Cases['proposeCodes'] = async (tx, input) => {
  const ground = await studiedGround(tx, input.sourceId);
  mustFit(input, ground.characters);
  const study = await studyWorkedIn(tx, ground.studyId);
  const text = found((await openTexts(tx, [input.sourceId])).get(input.sourceId), 'coding.noSuchText');
  const known = await knownOf(tx, study);
  return { rows: rank(sliceOf(text.text, input), known, await refused(tx, input)) };
};

/** Keeps what a person decided; what they accept becomes their coding. */
export const decideProposal: Cases['decideProposal'] = async (tx, input) => {
  const { sourceId, start, end, accepted } = input;
  const ground = await studiedGround(tx, sourceId);
  if (ground.contentVersion !== input.contentVersion)
    throw refuse('conflict', 'coding.textCorrected', { contentVersion: ground.contentVersion });
  mustFit(input, ground.characters);
  const as = codedAs(await codebookFor(tx, ground), input.proposal.code, null);
  const { studyId, siteId, contentVersion } = ground;
  const at = { sourceId, studyId, contentVersion, start, end };
  if (accepted !== null) {
    const plain = { strength: null, coderName: null, memo: null, fingerprint: null };
    const { codingId, valence } = accepted;
    await insertCodings(tx, [{ ...at, ...as, ...plain, id: codingId, siteId, valence }]);
    remember(tx, { studyId, sourceId, what: 'acceptedProposal' }, [made('coding', codingId)]);
    tx.emit('coding.coded', codingId, { code: as.code, valence });
  }
  await insertDecision(tx, {
    ...at,
    id: input.id,
    proposal: input.proposal,
    codingId: accepted?.codingId ?? null,
  });
  return { id: input.id, version: 1 };
};

/** Everything that can speak for a code of the study: as published, as the team words it, and what was coded with it before. */
async function knownOf(tx: Tx, study: StudyRow): Promise<Known[]> {
  const system = await findDefinition(tx, 'vocabulary', {
    key: study.system,
    version: study.codebookVersion,
  });
  const book = await codebookOf(tx, study);
  const added = new Map((await codesOf(tx, study.id)).map((row) => [row.code, row]));
  const quotes = await quotesByCode(tx, study.id);
  const published = new Map(system.codes.map((entry) => [entry.code, entry]));
  const both = (said: { en: string; fr: string } | undefined) =>
    said === undefined ? [] : [said.en, said.fr];
  return [...book].flatMap(([code, home]) => {
    if (!home.open) return [];
    const [entry, row] = [published.get(code), added.get(code)];
    const rules = [...both(entry?.definition), ...both(entry?.include), row?.definition, row?.include];
    return [
      {
        id: code,
        names: [...both(entry?.name), ...(entry?.aliases ?? []), row?.name].filter(Boolean).join(' '),
        rules: rules.filter(Boolean).join(' '),
        quotes: (quotes.get(code) ?? []).join(' '),
      },
    ];
  });
}

async function quotesByCode(tx: Tx, studyId: string): Promise<Map<string, string[]>> {
  const rows = await examples(tx, studyId);
  const texts = await openTexts(
    tx,
    rows.map((row) => row.sourceId),
  );
  const quotes = new Map<string, string[]>();
  for (const [sourceId, here] of Map.groupBy(rows, (row) => row.sourceId)) {
    const text = texts.get(sourceId)?.text ?? '';
    const units = unitsOf(
      text,
      here.flatMap((row) => [row.start, row.end]),
    );
    here.forEach((row, index) => {
      const words = text.slice(units[index * 2], units[index * 2 + 1]);
      quotes.set(row.code, [...(quotes.get(row.code) ?? []), words]);
    });
  }
  return quotes;
}
