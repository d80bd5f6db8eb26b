import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { type Locale, say } from '../../../../kernel/words.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { calledNames } from '../../../pathway/server/index.ts';
import { identitiesOf } from '../../../people/server/index.ts';
import type { GapLine, supply } from '../../contract.ts';
import type { PacketScope } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { dayHere } from '../day/dayQueries.ts';
import { recordWords } from '../terms.ts';
import { openSites } from '../watch/alertQueries.ts';
import { gapsOf } from './gaps.ts';
import { clientsIn, type Period } from './packetQueries.ts';
import { keepRelease } from './releases.ts';
import { sectionsOf } from './sections.ts';
import type { Section } from './writing.ts';

type Cases = UseCases<typeof supply.operations>;
type Asked = { readonly scope: PacketScope; readonly id: string } & Period;

/** A packet as it is printed: what is missing first, then every section. */
export type Packet = {
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
  readonly madeOn: string;
  readonly headings: { readonly gaps: string; readonly noGaps: string; readonly empty: string };
  readonly footer: string;
  readonly gapHead: readonly string[];
  readonly gaps: readonly (readonly string[])[];
  readonly sections: readonly Section[];
};

/** Whose records, in the order of their names; refuses an empty period and a scope with nobody in it. */
async function clientsOf(tx: Tx, { scope, id, from, to }: Asked) {
  if (to <= from) throw refuse('invalid', 'supply.endsBeforeItBegan');
  const clients = await clientsIn(tx, scope, id, { from, to });
  if (clients.length === 0) throw refuse('missing', 'supply.nobodyInPacket');
  const called = await calledNames(
    tx,
    clients.map((client) => client.clientId),
  );
  const named = clients.filter((client) => called(client.clientId) !== '');
  return named.sort((left, right) => called(left.clientId).localeCompare(called(right.clientId)));
}

/** What a packet would hold. */
export const previewPacket: Cases['previewPacket'] = async (tx, asked) => {
  const clients = await clientsOf(tx, asked);
  const sections = await sectionsOf(tx, { clients, period: asked, locale: tx.actor.locale });
  const called = await calledNames(
    tx,
    clients.map((client) => client.clientId),
  );
  return {
    clients: clients.map(({ clientId }) => ({ id: clientId, name: called(clientId) })),
    sections: sections.map(({ key, rows }) => ({ key, rows: rows.length })),
    gaps: await gapsOf(tx, clients, asked),
  };
};

/** A gap in words: which entry is absent, or how many versions say too little. */
export async function sayGaps(tx: Tx, gaps: readonly GapLine[], locale: Locale): Promise<string[][]> {
  const codes = new Map((await recordWords(tx)).codes.map((one) => [one.code, one.name[locale]]));
  return gaps.map((gap) => [
    gap.clientName,
    gap.prescriber,
    say(words, `gap.${gap.kind}`, locale, {
      what: gap.code === null ? '' : (codes.get(gap.code) ?? gap.code),
      count: gap.count,
    }),
  ]);
}

async function subjectOf(tx: Tx, { scope, id }: Asked, locale: Locale): Promise<string> {
  if (scope === 'client') return (await identitiesOf(tx, [id], ['name'])).get(id)?.name ?? '';
  if (scope === 'prescriber') return (await namesOf(tx, [id])).get(id) ?? '';
  return found(
    (await openSites(tx)).find((site) => site.id === id),
    'supply.noSuchSite',
  ).name[locale];
}

/** Gathers a packet inside the transaction: everything is read under the actor's rights and written down as text. */
async function gather(tx: Tx, asked: Asked & { locale: Locale }) {
  const { locale } = asked;
  const clients = await clientsOf(tx, asked);
  const at = (key: keyof typeof words, fill: Record<string, string | number> = {}) =>
    say(words, key, locale, fill);
  const day = (value: string) =>
    new Intl.DateTimeFormat(`${locale}-CA`, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${value}T00:00:00Z`),
    );
  const packet: Packet = {
    locale,
    title: at('packet.title', { name: await subjectOf(tx, asked, locale) }),
    subtitle: at('packet.period', { from: day(asked.from), to: day(asked.to) }),
    madeOn: at('packet.madeOn', { day: day(await dayHere(tx)), count: clients.length }),
    headings: { gaps: at('packet.gaps'), noGaps: at('packet.noGaps'), empty: at('packet.empty') },
    footer: at('packet.footer'),
    gapHead: [at('affected.client'), at('rx.prescriber'), at('packet.missing')],
    gaps: await sayGaps(tx, await gapsOf(tx, clients, asked), locale),
    sections: await sectionsOf(tx, { clients, period: asked, locale }),
  };
  return { packet, subjects: clients.map((client) => client.clientId) };
}

/** Releases a packet; who, why and whose records go into the audit with it. */
export const fetchPacket: Cases['fetchPacket'] = async (tx, input) => {
  const { packet, subjects } = await gather(tx, input);
  const { scope, from, to, format, reason } = input;
  const held = Object.fromEntries(packet.sections.map((section) => [section.key, section.rows.length]));
  await keepRelease(tx, {
    scope,
    scopeId: input.id,
    from,
    to,
    format,
    reason,
    clients: subjects.length,
    held,
    gaps: packet.gaps.length,
  });
  tx.note({
    operation: 'supply.fetchPacket',
    action: 'read',
    subjects,
    reason: 'review',
    facts: { scope, from, to, format, held, gaps: packet.gaps.length },
  });
  const name = `${say(words, 'packet.file', input.locale)}-${from}-${to}`;
  if (format === 'pdf')
    return {
      name: `${name}.pdf`,
      type: 'application/pdf',
      render: async () => (await import('./print.ts')).packetPdf(packet),
    };
  return {
    name: `${name}.zip`,
    type: 'application/zip',
    render: async () => (await import('./print.ts')).packetFolder(packet),
  };
};
