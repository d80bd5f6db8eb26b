import type { Due, PersonLine } from '../../contract.ts';

/** What somebody lacks or will lack soon: supervision first, then what was never done, then what is overdue. */
export function wanting(line: PersonLine): Due[] {
  const order = { never: 1, late: 0, soon: 2, done: 3 };
  const all = [
    ...(line.supervision ? [{ ...line.supervision, code: 'supervision' }] : []),
    ...line.trainings,
  ];
  return all
    .filter(({ state }) => state !== 'done')
    .sort((left, right) => order[left.state] - order[right.state]);
}
