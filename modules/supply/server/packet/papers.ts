import type { Tx } from '../../../../kernel/server/scope.ts';
import { showSteps } from '../prescribe/prescriptions.ts';
import { stepsOf } from '../prescribe/prescriptionQueries.ts';
import { rulesByIds } from '../prescribe/ruleQueries.ts';
import { formulationNames, termsOf } from '../terms.ts';
import { chartOf } from '../watch/recordQueries.ts';
import { opened } from '../watch/records.ts';
import { prescriptionsIn, rulesIn } from './packetQueries.ts';
import { type Reading, type Section, section, type Writing } from './writing.ts';

/** Who they are. */
export const clientSection = (write: Writing) =>
  section(
    write,
    'clients',
    ['affected.client', 'packet.birth'],
    write.ids.map((id) => [write.client(id), write.day(write.birth(id) || null)]),
  );

/** Assessments, indications, talks about risks and benefits, consents and plans, up to the end of the period. */
export async function chartSection(tx: Tx, write: Writing, { period }: Reading): Promise<Section> {
  const stored = (await chartOf(tx, write.ids)).filter((row) => row.writtenOn < period.to).reverse();
  const rows = await opened(tx, 'chart_entry', stored, ['words', 'correction']);
  return section(
    write,
    'chart',
    ['affected.client', 'packet.day', 'packet.what', 'packet.words', 'packet.by', 'packet.note'],
    rows.map((row, index) => [
      write.client(stored[index]?.clientId ?? ''),
      write.day(row.writtenOn),
      write.code(row.kindCode),
      row.words ?? '',
      row.by,
      write.withdrawn(row),
    ]),
  );
}

/** Every version of the prescriptions that the period touches, with its reasoning. */
export async function prescriptionSection(tx: Tx, write: Writing, { period }: Reading): Promise<Section> {
  const prescriptions = await prescriptionsIn(tx, write.ids, period);
  const nameOf = await formulationNames(tx, prescriptions);
  const [first] = prescriptions;
  const terms = first === undefined ? [] : await termsOf(tx, first.programCode);
  const observed = (code: string) => terms.find((one) => one.code === code)?.name[write.locale] ?? code;
  const rows: string[][] = [];
  for (const clientId of new Set(prescriptions.map((one) => one.clientId))) {
    const steps = (await showSteps(tx, await stepsOf(tx, clientId))).reverse();
    for (const of of prescriptions.filter((one) => one.clientId === clientId))
      for (const step of steps.filter((one) => one.prescriptionId === of.id && one.fromOn < period.to))
        rows.push([
          write.client(clientId),
          nameOf(of)[write.locale],
          `${step.number}`,
          write.day(step.fromOn),
          step.prescriber,
          [step.ordered ?? '', step.strength, observed(step.observationCode)].filter(Boolean).join(' · '),
          step.wanted === null ? write.say('rx.notSaid') : `${step.wanted} ${write.code(step.unitCode)}`,
          `${step.given} ${write.code(step.unitCode)}`,
          [write.code(step.reasonCode), step.rationale ?? '', step.agreement ?? '']
            .filter(Boolean)
            .join(' — '),
          step.rule === null ? '' : `${step.rule.title[write.locale]} ${step.rule.edition}`,
          of.endedOn === null ? '' : `${write.day(of.endedOn)} · ${write.code(of.endReasonCode)}`,
        ]);
  }
  return section(
    write,
    'prescriptions',
    [
      'affected.client',
      'dose.formulation',
      'rules.edition',
      'rx.from',
      'rx.prescriber',
      'rx.ordered',
      'rx.wanted',
      'rx.given',
      'packet.why',
      'rx.rule',
      'packet.end',
    ],
    rows,
  );
}

/** The rules and protocols that were in force. */
export async function ruleSection(tx: Tx, write: Writing, { clients, period }: Reading): Promise<Section> {
  const ids = await rulesIn(
    tx,
    clients.map((client) => client.siteId),
    period,
  );
  const rules = new Map(
    (
      await rulesByIds(
        tx,
        ids.map(({ id }) => id),
      )
    ).map((rule) => [rule.id, rule]),
  );
  const french = write.locale === 'fr';
  return section(
    write,
    'rules',
    ['packet.what', 'rules.edition', 'packet.inForce', 'rules.source', 'packet.words'],
    ids.flatMap(({ id }) => {
      const rule = rules.get(id);
      if (rule === undefined) return [];
      const said = french ? [rule.bodyFr, rule.bodyEn] : [rule.bodyEn, rule.bodyFr];
      return [
        [
          french ? rule.titleFr : rule.titleEn,
          rule.edition,
          [write.day(rule.validFrom), write.day(rule.validTo)].filter(Boolean).join(' – '),
          rule.source,
          said.find(Boolean) ?? '',
        ],
      ];
    }),
  );
}
