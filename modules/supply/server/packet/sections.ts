import type { Tx } from '../../../../kernel/server/scope.ts';
import { answerSection, checkSection, doseSection, incidentSection, overdoseSection } from './events.ts';
import { chartSection, clientSection, prescriptionSection, ruleSection } from './papers.ts';
import { type Reading, type Section, writing } from './writing.ts';

/** Every section of a packet, in the order a reviewer reads them, with its texts open. */
export async function sectionsOf(tx: Tx, reading: Reading): Promise<Section[]> {
  const write = await writing(tx, reading);
  return [
    clientSection(write),
    await chartSection(tx, write, reading),
    await prescriptionSection(tx, write, reading),
    await ruleSection(tx, write, reading),
    await checkSection(tx, write, reading),
    await doseSection(tx, write, reading),
    await answerSection(tx, write, reading),
    await overdoseSection(tx, write, reading),
    await incidentSection(tx, write, reading),
  ];
}
