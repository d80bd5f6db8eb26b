import { newId } from '../../../../kernel/id.ts';
import { cutPage } from '../../../../kernel/page.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { openTexts, variablesBeside } from '../../../evidence/server/index.ts';
import type { coding } from '../../contract.ts';
import { studiedGround } from '../code.ts';
import { codebookOf, codedAs, studyAsked, studyWorkedIn } from '../codebook.ts';
import { made, remember } from '../deeds/deed.ts';
import { keepCodings, type NewCoding } from '../queries.ts';
import { answersOf } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** Lists short texts with their words. */
export const listAnswers: Cases['listAnswers'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, (await studyAsked(tx, input.study)).id);
  const rows = await answersOf(tx, { studyId: study.id, after: input.after, limit: input.limit + 1 });
  const page = cutPage(rows, input.limit, (row) => row.sourceId);
  const ids = page.rows.map((row) => row.sourceId);
  const texts = await openTexts(tx, ids);
  const { variables, values } = await variablesBeside(tx, study.id, ids);
  return {
    ...page,
    variables: variables.map(({ id, name, kind }) => ({ id, name, kind })),
    rows: page.rows.flatMap((row) => {
      const text = texts.get(row.sourceId);
      if (text === undefined) return [];
      const codings = row.codings.map(({ createdBy, named, ...one }) => ({
        ...one,
        own: createdBy === tx.actor.accountId && !named,
      }));
      return [
        {
          ...row,
          codings,
          values: values.get(row.sourceId) ?? [],
          text: text.text,
          label: text.label,
          createdAt: row.createdAt.toISOString(),
        },
      ];
    }),
  };
};

/** Codes whole short texts. */
export const codeRows: Cases['codeRows'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, input.studyId);
  const as = codedAs(await codebookOf(tx, study), input.code, null);
  const codings: NewCoding[] = [];
  for (const { id, sourceId, contentVersion } of input.rows) {
    const ground = await studiedGround(tx, sourceId);
    if (ground.studyId !== study.id) throw refuse('missing', 'coding.noSuchText');
    if (ground.contentVersion !== contentVersion)
      throw refuse('conflict', 'coding.textCorrected', { contentVersion: ground.contentVersion });
    const { siteId, characters: end } = ground;
    const more = { strength: null, coderName: null, memo: null, fingerprint: null };
    codings.push({
      ...as,
      ...more,
      id,
      sourceId,
      contentVersion,
      studyId: study.id,
      siteId,
      start: 0,
      end,
      valence: input.valence,
    });
  }
  keepCodings(tx, codings);
  remember(
    tx,
    { studyId: study.id, what: 'codedRows' },
    codings.map(({ id }) => made('coding', id)),
  );
  for (const { id } of codings) tx.emit('coding.coded', id, { code: input.code, valence: input.valence });
  return { id: codings[0]?.id ?? newId(), version: 1, codings: codings.length };
};
