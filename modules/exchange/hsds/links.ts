import { kinds, shapes } from '../../directory/model.ts';
import type { Kind, Value } from '../../directory/model.ts';
import type { Cells } from './cells.ts';
import { findId, idsOf } from './ids.ts';
import type { Known } from './ids.ts';
import type { Why } from './raw.ts';

/** The links of one record: ours in place of theirs, those that lead nowhere set aside, or the reason to refuse. */
export type Linked = {
  readonly values: Record<string, Value>;
  readonly dropped: readonly string[];
  readonly refused?: Why;
};

function whyBroken(known: Known, kind: Kind, original: string | undefined): Why {
  if (original === undefined) return { key: 'linkBlank', facts: { what: kind } };
  const listed = idsOf(known, kind).has(original);
  return { key: listed ? 'linkRefused' : 'linkNotInFiles', facts: { what: kind, id: original } };
}

/** Resolves what a record points at. A link the record cannot do without refuses it; any other is dropped and kept beside. */
export function link(kind: Kind, cells: Cells, known: Known): Linked {
  const shape = shapes[kind];
  const values: Record<string, Value> = {};
  const dropped: string[] = [];
  let first: Why | undefined;
  for (const [column, target] of Object.entries(shape.links)) {
    const original = cells[column];
    const entry = original === undefined ? undefined : idsOf(known, target).get(original);
    const whole = entry !== undefined && !entry.refused;
    values[column] = whole ? entry.id : null;
    if (whole) continue;
    const why = whyBroken(known, target, original);
    if (shape.must.includes(column)) return { values, dropped, refused: why };
    if (original === undefined) continue;
    dropped.push(column);
    first ??= why;
  }
  const held = shape.oneOf.length === 0 || shape.oneOf.some((column) => values[column] !== null);
  return held ? { values, dropped } : { values, dropped, refused: first ?? { key: 'linksBlank', facts: {} } };
}

/** An attribute may hang on any kind: finds its record by the kind it names, or by the id alone, beside its taxonomy term. */
export function linkAttribute(cells: Cells, known: Known): Linked {
  const term = link('attribute', cells, known);
  const original = cells.link_id;
  if (term.refused !== undefined) return term;
  if (original === undefined) return { ...term, refused: { key: 'linksBlank', facts: {} } };
  const named = kinds.find((kind) => kind === cells.link_entity?.toLowerCase());
  const target = findId(known, named, original);
  if (target === undefined) return { ...term, refused: { key: 'linkNowhere', facts: { id: original } } };
  if (target.entry.refused)
    return { ...term, refused: { key: 'linkRefused', facts: { what: target.kind, id: original } } };
  return { values: { ...term.values, link_id: target.entry.id, link_kind: target.kind }, dropped: [] };
}
