import type { Tx } from '../../../kernel/server/scope.ts';
import { seriesOf } from '../../measures/server/index.ts';
import { trialInFull } from '../../learning/server/index.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import type { Evidence } from '../contract.ts';
import { threshold } from '../../../kernel/suppress.ts';
import { fitToLeave } from '../model.ts';
import type { Code, LessonRow } from './queries.ts';

/** What stands behind a lesson: its construct, its strategy, the decision, and the figures that may leave. */
export type Behind = {
  construct: Code | null;
  strategy: Code | null;
  decision: 'adopt' | 'adapt' | 'abandon' | null;
  evidence: Evidence;
};

const none: Evidence = {
  measure: null,
  trialFrom: null,
  points: [],
  total: null,
  heldBack: 0,
  refused: false,
  threshold,
};

/** Gathers what may leave with a lesson. The figures are those of its trial, at its own site, with small counts held back. */
export async function behind(tx: Tx, lesson: LessonRow): Promise<Behind> {
  if (lesson.trialId === null) return { construct: null, strategy: null, decision: null, evidence: none };
  const { trial, strategy, factor, from, to } = await trialInFull(tx, lesson.trialId);
  const measure = await findDefinition(tx, 'measure', { key: trial.measure });
  const points = await seriesOf(tx, measure, { siteIds: [trial.siteId], from, to });
  const { key, version, name, unit, format, direction } = measure;
  const evidence = {
    measure: { key, version, name, unit, format, direction },
    trialFrom: trial.startsOn,
    ...fitToLeave(points, format),
    threshold,
  };
  return { construct: factor.construct, strategy: strategy.strategy, decision: trial.decision, evidence };
}
