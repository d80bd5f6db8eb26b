import type { ParsedOf } from '../../../../kernel/contract.ts';
import type { Around } from '../../../../kernel/server/module.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { found } from '../../../../kernel/refusal.ts';
import { isId } from '../../../../kernel/id.ts';
import { carryBook } from '../../../coding/server/index.ts';
import { studyById, studyNamed, type StudyRow } from '../../../evidence/server/index.ts';
import type { exchange, ImportedProject } from '../../contract.ts';
import { loadCoders } from './loadCoders.ts';
import { loadCodes } from './loadCodes.ts';
import { PassageLoader } from './loadCodings.ts';
import type { Loading } from './loading.ts';
import { keepOthers, loadNotes } from './loadNotes.ts';
import { loadRatings } from './loadRatings.ts';
import { loadTexts } from './loadTexts.ts';
import { passThrough } from './openProject.ts';
import { planImport } from './plan.ts';
import { reportOf } from './report.ts';

type Asked = ParsedOf<typeof exchange.operations.importRefi>;

/** Brings a project or a codebook of another tool into a study: all of it in this transaction, or nothing. The same file again changes nothing. */
export async function importRefi(
  tx: Tx,
  input: Asked,
  { files }: Pick<Around, 'files'>,
): Promise<ImportedProject> {
  return (await load(tx, input, files)).report;
}

/** Does all that an import does, reports it with the quoted words in their surroundings, and takes it back. */
export async function previewRefi(
  tx: Tx,
  input: Asked,
  { files }: Pick<Around, 'files'>,
): Promise<ImportedProject> {
  await tx.run(sql`savepoint before_preview`);
  const { report } = await load(tx, input, files, { samples: true });
  await tx.run(sql`rollback to savepoint before_preview`);
  return report;
}

async function load(
  tx: Tx,
  input: Asked,
  files: Around['files'],
  more: { samples: boolean } = { samples: false },
): Promise<{ report: ImportedProject }> {
  const rest = resting(tx);
  const plan = await planImport(files, { all: input.convention, bySource: input.conventions }, rest);
  const study = await studyFor(tx, input.study);
  const loading: Loading = {
    study,
    plan,
    loaded: { texts: 0, codes: 0, codings: 0, memos: 0, coders: 0, kept: 0, ratings: 0 },
    refused: [],
    codes: new Map(),
    coders: new Map(),
    options: { coders: input.coders },
  };
  await loadCodes(tx, loading);
  await loadCoders(tx, loading);
  const grounds = await loadTexts(tx, loading, rest);
  const passages = new PassageLoader(loading, grounds, await carryBook(tx, study));
  for (const { read } of plan.texts.values()) passages.tallyOf(read);
  if (plan.project.sources.length > 0) {
    const between = async () => {
      await passages.flush(tx);
      await rest();
    };
    await passThrough(files, passages.hearer(), { rest: between });
    await passages.flush(tx, true);
  }
  await loadNotes(tx, loading, grounds, passages.attached, passages.used);
  await loadRatings(tx, loading);
  await keepOthers(tx, loading, grounds);
  return { report: reportOf(tx, { loading, grounds, passages, file: files[0]?.name ?? '', ...more }) };
}

async function studyFor(tx: Tx, asked: string): Promise<StudyRow> {
  return isId(asked) ? found(await studyById(tx, asked), 'exchange.noSuchStudy') : studyNamed(tx, asked);
}

/** Long reading must not look like a connection that was left: says something to the database every few seconds. */
function resting(tx: Tx): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < 5_000) return;
    await tx.one(sql`select 1 as here`);
    last = performance.now();
  };
}
