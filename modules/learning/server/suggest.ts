import type { Tx } from '../../../kernel/server/scope.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';

const links = 'recommended-strategies';

/**
 * Strategies recommended for a construct or for the construct above it, most often recommended first, each with what was
 * recommended and by which study; then every other strategy of the compilation, in its own order.
 */
export async function suggestFor(tx: Tx, code: string) {
  const recommendations = await findDefinition(tx, 'recommendations', { key: links });
  const compilation = await findDefinition(tx, 'vocabulary', recommendations.strategies);
  const constructs = await findDefinition(tx, 'vocabulary', recommendations.constructs);
  const parent = constructs.codes.find((entry) => entry.code === code)?.parent;
  const fitting = recommendations.entries.filter(
    (entry) => entry.construct === code || entry.construct === parent,
  );
  const named = (strategy: (typeof compilation.codes)[number]) => ({
    system: compilation.key,
    version: compilation.version,
    code: strategy.code,
    name: strategy.name,
  });
  const citation = new Map(recommendations.studies.map((study) => [study.code, study.citation]));
  const strategies = compilation.codes.filter((entry) => entry.kind === 'strategy');
  const recommended = strategies
    .map((strategy) => ({
      strategy: named(strategy),
      why: fitting
        .filter((entry) => entry.strategies.includes(strategy.code))
        .map((entry) => ({
          text: entry.recommendation,
          source: citation.get(entry.study) ?? entry.study,
          used: entry.status.startsWith('used'),
        })),
    }))
    .filter((entry) => entry.why.length > 0)
    .sort((left, right) => right.why.length - left.why.length);
  const taken = new Set(recommended.map((entry) => entry.strategy.code));
  const others = strategies
    .filter((strategy) => !taken.has(strategy.code))
    .map((strategy) => ({ ...named(strategy), definition: strategy.definition ?? strategy.name }));
  return { recommended, others };
}
