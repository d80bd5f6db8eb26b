import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import type { ImportedProject } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import type { PassageLoader } from './loadCodings.ts';
import type { Loading, RefusedRecord } from './loading.ts';
import type { Ground } from './loadTexts.ts';

type Done = {
  readonly loading: Loading;
  readonly grounds: ReadonlyMap<number, Ground>;
  readonly passages: PassageLoader;
  readonly file: string;
  readonly samples: boolean;
};

/** What an import did, text by text. Names of texts are left out where the answer to a command is kept: they may name people. */
export function reportOf(tx: Tx, { loading, grounds, passages, file, samples }: Done): ImportedProject {
  const { plan, study } = loading;
  const { locale } = tx.actor;
  const named = samples || tx.actor.sessionId === null;
  const sources = [...plan.texts.values()].map((planned) => {
    const { read, convention, confidence, because } = planned;
    const tally = passages.tallyOf(read);
    return {
      row: read.row,
      guid: read.guid,
      element: read.element,
      ...(named ? { name: read.name } : {}),
      id: grounds.get(read.row)?.id ?? null,
      characters: [...planned.text].length,
      selections: tally.selections,
      placed: tally.placed,
      exact: tally.exact,
      quoted: tally.quoted,
      convention,
      confidence,
      because,
      ...(samples ? { samples: tally.samples.map((one) => ({ ...one })) } : {}),
    };
  });
  const faulty = plan.faults.map(({ read, selections }) => ({
    row: read.row,
    guid: read.guid,
    element: read.element,
    ...(named ? { name: read.name } : {}),
    id: null,
    characters: 0,
    selections,
    placed: 0,
    exact: 0,
    quoted: 0,
    convention: null,
    confidence: null,
    because: null,
  }));
  return {
    studyId: study.id,
    form: plan.project.form,
    origin: plan.project.origin.slice(0, 200),
    loaded: loading.loaded,
    refused: loading.refused.map((one) => ({ file, row: one.row, reason: sentenceOf(tx, one) })),
    refusedBeyond: passages.refusedBeyond,
    sources: [...sources, ...faulty].toSorted((left, right) => left.row - right.row),
    losses: plan.losses.list().map(({ element, reason, count }) => ({
      element,
      count,
      why: reason,
      reason: say(words, `loss.${reason}`, locale),
    })),
  };
}

function sentenceOf(tx: Tx, { key, facts }: RefusedRecord): string {
  return say(words, `refused.${key}`, tx.actor.locale, facts);
}
