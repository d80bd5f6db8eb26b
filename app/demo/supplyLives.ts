import { addDays } from '../../kernel/time.ts';
import type { Row } from './bulk.ts';
import type { Draw } from './draw.ts';
import type { DemoSite } from './found.ts';
import type { Making } from './lives.ts';
import said from './supply.json' with { type: 'json' };

/** How lives add a row, draw an hour and pick somebody of the staff. */
export type Tools = {
  readonly add: (making: Making, table: string, row: Row, text?: { column: string; text: string }) => string;
  readonly noon: (day: string, draw: Draw) => string;
  readonly staffOf: (site: DemoSite, role: string, draw: Draw) => string;
};

type Placed = {
  readonly by: string;
  readonly prescriptionId: string;
  readonly formulation: string;
};

/** The share of a program's clients who find their dose enough, in the middle of its published band; by the site's number. */
const answered = new WeakMap<DemoSite, { asked: number; yes: number }>();

function saysEnough(making: Making): boolean {
  const { site, sufficient } = making;
  const so = answered.get(site) ?? { asked: 0, yes: 0 };
  const yes = (so.yes + 1) / (so.asked + 1) <= sufficient;
  answered.set(site, { asked: so.asked + 1, yes: so.yes + Number(yes) });
  return yes;
}

/** A client's prescription with its versions; figures are drawn, for people who do not exist. */
function addPrescription(making: Making, tools: Tools): Placed | undefined {
  const { course, draw, site, program, formulations, formularyVersion, texts } = making;
  const { enrolled, ended } = course;
  if (enrolled === undefined) return undefined;
  const by = tools.staffOf(site, 'clinician', draw);
  const formulation = draw.pick(formulations);
  const common = { created_by: by, created_at: tools.noon(enrolled, draw) };
  const prescriptionId = tools.add(making, 'supply.prescription', {
    site_id: site.id,
    program_code: program.key,
    prescriber_id: by,
    formulary_version: formularyVersion,
    formulation_code: formulation,
    started_on: enrolled,
    ended_on: ended !== undefined && ended >= enrolled ? ended : null,
    end_reason_code: ended !== undefined && ended >= enrolled ? 'end-moved' : null,
    version: 1,
    ...common,
  });
  const wanted = draw.between(3, 7) * 4;
  const unit = /fentanil|fentanyl/.test(formulation) ? 'mcg' : 'mg';
  const versions = draw.between(1, 3);
  let day = enrolled;
  for (
    let number = 1;
    number <= versions && (ended === undefined || day < ended) && day <= making.today;
    number += 1
  ) {
    const given = wanted - draw.pick([0, 0, 4, 8]);
    const carried = draw.pick([0, 1, 2, 7]);
    const rowId = tools.add(making, 'supply.prescription_step', {
      prescription_id: prescriptionId,
      number,
      from_on: day,
      prescriber_id: by,
      strength: '',
      unit_code: unit,
      wanted: draw.chance(0.85) ? wanted : null,
      given,
      ordered: null,
      observation_code: draw.pick(['observed', 'both', 'non-observed']),
      carried_days: carried,
      way_code: draw.pick(['smoke', 'inject', 'swallow', 'snort']),
      reason_code: number === 1 ? null : draw.pick(['talked', 'client-asked', 'after-missed']),
      rationale: null,
      agreement: null,
      ...common,
    });
    const say = (column: string, text: string) =>
      texts.push({ table: 'supply.prescription_step', rowId, column, clientId: making.id, text });
    say('ordered', `${given} ${unit}`);
    if (draw.chance(0.9)) say('rationale', draw.pick(said.reasons));
    if (carried > 0) say('agreement', draw.pick(said.agreements));
    day = addDays(day, draw.between(40, 160));
  }
  return { by, prescriptionId, formulation };
}

function addDoses(making: Making, tools: Tools, { by, prescriptionId, formulation }: Placed): void {
  const { course, draw, site, program, today, formularyVersion } = making;
  const from = [course.enrolled ?? today, addDays(today, -120)].sort().at(-1) ?? today;
  for (let day = from; day < (course.ended ?? today); day = addDays(day, draw.between(2, 4))) {
    const kind = draw.chance(0.1) ? 'missed' : draw.chance(0.55) ? 'witnessed' : 'carried';
    tools.add(making, 'supply.dose_event', {
      site_id: site.id,
      program_code: program.key,
      prescription_id: prescriptionId,
      kind,
      formulary_version: formularyVersion,
      formulation_code: formulation,
      occurred_at: tools.noon(day, draw),
      occurred_on: day,
      version: 1,
      created_by: by,
      created_at: tools.noon(day, draw),
    });
  }
}

type Keep = (table: string, day: string, row: Row, text?: { column: string; text: string }) => string;

/** Writes records around supply for one life, in the words of its site and program. */
function keeper(making: Making, tools: Tools, by: string): Keep {
  const { draw, site, program } = making;
  return (table, day, row, text) =>
    tools.add(
      making,
      table,
      {
        site_id: site.id,
        program_code: program.key,
        voided: false,
        version: 1,
        created_by: by,
        created_at: tools.noon(day, draw),
        ...row,
      },
      text,
    );
}

/** What was looked at, asked and noticed; some things are left unwritten, so that the review screen has something to show. */
function addWatch(making: Making, keep: Keep): void {
  const { course, draw, today } = making;
  const enrolled = course.enrolled ?? today;
  const until = course.ended ?? today;
  for (const [kind, text] of said.chart)
    if (draw.chance(0.88))
      keep(
        'supply.chart_entry',
        enrolled,
        { kind_code: kind ?? '', written_on: enrolled, words: null },
        { column: 'words', text: text ?? '' },
      );
  for (
    let day = addDays(enrolled, draw.between(5, 50));
    day < until;
    day = addDays(day, draw.between(62, 95))
  ) {
    const settled = draw.chance(0.8);
    const result = settled ? 'done' : draw.pick(['could-not', 'did-not-want']);
    const facts = { result_code: result, settled, made_on: day, words: null };
    keep('supply.check_made', day, { kind_code: 'urine-screen', ...facts });
    if (draw.chance(0.8))
      keep('supply.check_made', day, {
        kind_code: 'monitoring-check',
        ...facts,
        result_code: 'done',
        settled: true,
      });
    keep('supply.dated_answer', day, {
      question_code: draw.pick(['street-days', 'street-days', 'ed-visits']),
      figure: draw.between(0, 12),
      answered_on: day,
    });
  }
}

/** An overdose or a loss, for some. */
function addEvents(making: Making, tools: Tools, keep: Keep): void {
  const { course, draw, today, texts } = making;
  const enrolled = course.enrolled ?? today;
  const until = course.ended ?? today;
  const day = addDays(enrolled, draw.between(3, 200));
  if (draw.chance(0.2) && day < until)
    keep('supply.overdose', day, {
      occurred_at: tools.noon(day, draw),
      occurred_on: day,
      fatal: false,
      place_code: draw.pick(['at-site', 'at-home', 'outside']),
      naloxone_doses: draw.between(1, 3),
      emergency_called: draw.chance(0.6),
      minutes_monitored: draw.between(20, 60),
      words: null,
    });
  if (draw.chance(0.15) && day < until) {
    const id = keep(
      'supply.incident',
      day,
      { kind_code: 'lost-medication', happened_on: day, words: null, agreed: null },
      { column: 'words', text: draw.pick(said.incidents) },
    );
    const agreed = draw.pick(said.agreements);
    texts.push({ table: 'supply.incident', rowId: id, column: 'agreed', clientId: making.id, text: agreed });
  }
}

/** What supply brings to a life: a prescription, its doses, an answer about the dose, a wish. */
export function addSupply(making: Making, tools: Tools): void {
  const { course, draw, site, program, today, formulations } = making;
  if (program.formulary === null || course.enrolled === undefined || formulations.length === 0) return;
  const placed = addPrescription(making, tools);
  if (placed === undefined) return;
  addDoses(making, tools, placed);
  const keep = keeper(making, tools, placed.by);
  addWatch(making, keep);
  addEvents(making, tools, keep);
  const common = { site_id: site.id, program_code: program.key, version: 1, created_by: placed.by };
  const asked = addDays(today, -draw.between(3, 60));
  if (asked > course.enrolled)
    tools.add(making, 'supply.dose_answer', {
      ...common,
      enough: saysEnough(making) ? 'yes' : 'no',
      answered_on: asked,
      created_at: tools.noon(asked, draw),
    });
  if (draw.chance(0.3))
    tools.add(making, 'supply.wish', {
      ...common,
      wish_code: draw.pick(['smoke-d', 'smoke-d', 'inj-d', 'stim', 'pot']),
      words: null,
      named_on: course.enrolled,
      created_at: tools.noon(course.enrolled, draw),
    });
}
