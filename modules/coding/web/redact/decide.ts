import type { RedactionProposal } from '../../../evidence/contract.ts';

/** Words that are proposed for redaction. */
export type Proposal = RedactionProposal;

/** What a person decided of proposed words. */
export type Decision = { readonly accepted: true; readonly text: string } | { readonly accepted: false };

/** The places of every proposal of the same kind with the same words, whatever their capitals. */
export function sameWords(rows: readonly Proposal[], index: number): number[] {
  const asked = rows[index];
  if (asked === undefined) return [];
  const fold = (words: string) => words.toLocaleLowerCase();
  return rows.flatMap((row, at) =>
    row.kind === asked.kind && fold(row.words) === fold(asked.words) ? [at] : [],
  );
}

/** What is sent: accepted words with what stands for them, and refused ones; what was not decided stays open. */
export function decided(rows: readonly Proposal[], decisions: ReadonlyMap<number, Decision>) {
  const accepted: { start: number; end: number; kind: Proposal['kind']; text: string }[] = [];
  const refused: { start: number; end: number; kind: Proposal['kind'] }[] = [];
  for (const [index, decision] of decisions) {
    const row = rows[index];
    if (row === undefined) continue;
    const { start, end, kind } = row;
    if (decision.accepted) accepted.push({ start, end, kind, text: decision.text });
    else refused.push({ start, end, kind });
  }
  return { accepted, refused };
}
