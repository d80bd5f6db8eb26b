import { addDays } from '../../kernel/time.ts';
import { trades } from '../../modules/employment/model.ts';
import type { Program } from '../../modules/vocabulary/model.ts';
import type { Row } from './bulk.ts';
import { contactDays, type Course, courseOf, saysNextStep, type Turn } from './course.ts';
import type { Draw } from './draw.ts';
import type { DemoSite } from './found.ts';
import words from './lives.json' with { type: 'json' };
import { addSupply } from './supplyLives.ts';

/** A text to seal into a column of a row. */
export type ToSeal = {
  readonly table: string;
  readonly rowId: string;
  readonly column: string;
  readonly clientId: string;
  readonly text: string;
};

/** Everything one client's life brings: rows by table, and the texts to seal into them. */
export type Life = {
  readonly client: {
    id: string;
    siteId: string;
    identity: Record<string, string>;
    language: string;
    addressHidden: boolean;
    from: string;
  };
  readonly rows: readonly (readonly [table: string, row: Row])[];
  readonly texts: readonly ToSeal[];
};

/** What lives are drawn from: the site, its program, the formulations in use, the day it is, the change tried there. */
export type Setting = {
  readonly draw: Draw;
  readonly site: DemoSite;
  readonly program: Program;
  readonly formulations: readonly string[];
  readonly formularyVersion: string;
  /** The share of clients who find their dose enough, from 0 to 1. */
  readonly sufficient: number;
  readonly today: string;
  readonly turn: Turn | undefined;
};

/** A life while it is being drawn. */
export type Making = Setting & {
  readonly id: string;
  readonly course: Course;
  readonly rows: [string, Row][];
  readonly texts: ToSeal[];
};

const noon = (day: string, draw: Draw) =>
  `${day}T${String(draw.between(15, 23)).padStart(2, '0')}:${String(draw.below(60)).padStart(2, '0')}:00Z`;

const staffOf = (site: DemoSite, role: string, draw: Draw): string =>
  draw.pick(
    site.staff
      .filter((one) => one.role === role)
      .concat(site.staff.length > 0 ? [] : [{ role, accountId: site.organisationId }]),
  )?.accountId ??
  site.staff[0]?.accountId ??
  site.organisationId;

function add(making: Making, table: string, row: Row, text?: { column: string; text: string }): string {
  const { draw, site, id, rows, texts } = making;
  const rowId = draw.id(Date.parse(`${String(row['created_at']).slice(0, 10)}T12:00:00Z`));
  rows.push([table, { id: rowId, client_id: id, organisation_id: site.organisationId, ...row }]);
  if (text) texts.push({ table, rowId, clientId: id, ...text });
  return rowId;
}

function identity({ draw }: Setting): Life['client']['identity'] {
  const birth = `${draw.between(1956, 2005)}-${String(draw.between(1, 12)).padStart(2, '0')}-${String(draw.between(1, 28)).padStart(2, '0')}`;
  const name = `${draw.pick(words.given)} ${draw.pick(words.family)}`;
  return {
    name,
    birthDate: birth,
    phone: `555-01${String(draw.between(0, 99)).padStart(2, '0')}`,
    healthNumber: `9${Array.from({ length: 9 }, () => draw.below(10)).join('')}`,
    address: `${draw.between(2, 480)} ${draw.pick(words.streets)}`,
  };
}

function addPathway(making: Making): void {
  const { course, draw, site, program } = making;
  const by = staffOf(site, 'clinician', draw);
  const closed = ['declined', 'withdrawn', 'helped'].includes(course.state);
  const since =
    course.ended ??
    course.enrolled ??
    course.waitingTo ??
    course.waitingFrom ??
    course.answered ??
    course.received;
  const common = { version: 1, created_by: by, site_id: site.id };
  const referral = add(
    making,
    'pathway.referral',
    {
      ...common,
      direction: 'in',
      program_code: program.key,
      source_code: draw.pick(program.referralSources).code,
      channel_code: draw.pick(['in_person', 'record', 'phone']),
      state: course.state,
      state_since: noon(since, draw),
      reason_code: closed ? (course.reason ?? null) : null,
      referred_at: noon(course.received, draw),
      referred_on: course.received,
      answered_on: course.answered ?? null,
      waiting_from: course.waitingFrom ?? null,
      waiting_to: course.waitingTo ?? null,
      enrolled_on: course.enrolled ?? null,
      closed_on: closed ? since : null,
      note: null,
      created_at: noon(course.received, draw),
    },
    { column: 'note', text: draw.pick(words.reasons) },
  );
  const change = (to: string, day: string, from: string | null) =>
    add(making, 'pathway.change', {
      subject: 'referral',
      subject_id: referral,
      from_code: from,
      to_code: to,
      at: noon(day, draw),
      created_by: by,
      created_at: noon(day, draw),
    });
  change('sent', course.received, null);
  if (course.state !== 'sent' && course.answered)
    change(course.state === 'declined' ? 'declined' : 'accepted', course.answered, 'sent');
  if (course.waitingFrom) addWait(making, referral, by);
  if (course.enrolled) addEnrolment(making, referral, by);
}

function addWait(making: Making, referral: string, by: string): void {
  const { course, draw, site, program } = making;
  const state = course.enrolled ? 'enrolled' : course.waitingTo ? 'left' : 'waiting';
  const from = course.waitingFrom ?? course.received;
  add(making, 'pathway.waitlist_entry', {
    site_id: site.id,
    program_code: program.key,
    program_version: program.version,
    referral_id: referral,
    priority_code: program.waitlist.priorities[0]?.code ?? null,
    rank: 0,
    joined_at: noon(from, draw),
    joined_on: from,
    left_on: course.waitingTo ?? null,
    state,
    state_since: noon(course.waitingTo ?? from, draw),
    reason_code: null,
    version: 1,
    created_by: by,
    created_at: noon(from, draw),
  });
}

function addEnrolment(making: Making, referral: string, by: string): void {
  const { course, draw, site, program } = making;
  const enrolled = course.enrolled ?? course.received;
  add(making, 'pathway.enrolment', {
    site_id: site.id,
    program_code: program.key,
    program_version: program.version,
    referral_id: referral,
    referred_on: course.received,
    stage_code: course.stage ?? '',
    stage_since: noon(enrolled, draw),
    enrolled_on: enrolled,
    ended_on: course.ended ?? null,
    end_reason_code: course.ended ? (course.reason ?? null) : null,
    version: 1,
    created_by: by,
    created_at: noon(enrolled, draw),
  });
  add(
    making,
    'care.goal',
    {
      site_id: site.id,
      state: 'active',
      set_on: enrolled,
      state_on: enrolled,
      version: 1,
      created_by: by,
      created_at: noon(enrolled, draw),
      words: '',
    },
    { column: 'words', text: draw.pick(words.goals) },
  );
}

function addContacts(making: Making): void {
  const { course, draw, site, program, turn, today } = making;
  const days = contactDays(draw, course, turn, today);
  for (const [index, day] of days.entries()) {
    const health = draw.chance(0.28);
    const team = health ? 'clinician' : 'worker';
    const by = staffOf(site, team, draw);
    const outcome = draw.chance(0.88)
      ? program.contact.outcomes.find((one) => one.reached)
      : program.contact.outcomes.find((one) => !one.reached);
    const step = saysNextStep(draw, turn, day) ? draw.pick(program.contact.nextSteps).code : null;
    const data = health ? 'health' : 'notes';
    const contact = add(
      making,
      'care.contact',
      {
        site_id: site.id,
        program_code: program.key,
        data_class: data,
        team,
        kind_code: draw.pick(program.contact.kinds).code,
        place_code: draw.pick(program.contact.places).code,
        outcome_code: outcome?.code ?? '',
        reached: outcome?.reached ?? true,
        next_step_code: step,
        minutes: draw.pick([10, 15, 20, 30, 45, 60]),
        occurred_at: noon(day, draw),
        occurred_on: day,
        version: 1,
        created_by: by,
        created_at: noon(day, draw),
      },
      { column: 'note', text: draw.pick(health ? words.notes.health : words.notes.program) },
    );
    if (step === null) continue;
    const due = addDays(day, draw.between(3, 14));
    const done =
      due <= today && (index < days.length - 1 || course.ended !== undefined || due < addDays(today, -6));
    add(making, 'care.task', {
      site_id: site.id,
      data_class: data,
      contact_id: contact,
      program_code: program.key,
      step_code: step,
      due_on: due,
      owner_account_id: by,
      done_at: done ? noon(due, draw) : null,
      done_by: done ? by : null,
      version: 1,
      created_by: by,
      created_at: noon(day, draw),
    });
  }
}

/** Contacts with employers and perhaps a job, where the program is about work. */
function addWork(making: Making): void {
  const { course, program, today } = making;
  if (!program.measures.some((key) => key.includes('job')) || course.enrolled === undefined) return;
  const last = course.ended ?? today;
  addEmployerContacts(making, course.enrolled, last);
  addJob(making, course.enrolled, last);
}

function addEmployerContacts(making: Making, enrolled: string, last: string): void {
  const { draw, site, program } = making;
  const by = staffOf(site, 'worker', draw);
  let first = true;
  for (
    let day = addDays(enrolled, draw.between(8, 40));
    day < last;
    day = addDays(day, draw.between(12, 60))
  ) {
    add(
      making,
      'employment.employer_contact',
      {
        site_id: site.id,
        program_code: program.key,
        employer_name: '',
        kind_code: first ? 'first_visit' : 'follow_up',
        made_by: draw.pick(['worker', 'together', 'client']),
        in_person: !day.endsWith('3') && !day.endsWith('7'),
        as_wished: !day.endsWith('5'),
        contact_on: day,
        version: 1,
        created_by: by,
        created_at: noon(day, draw),
      },
      { column: 'employer_name', text: draw.pick(words.employers) },
    );
    if (draw.chance(0.35)) break;
    first = false;
  }
}

function addJob(making: Making, enrolled: string, last: string): void {
  const { draw, site, program, today } = making;
  const by = staffOf(site, 'worker', draw);
  const start = addDays(enrolled, draw.between(45, 260));
  if (!draw.chance(0.55) || start >= last) return;
  const end = addDays(start, draw.between(30, 500));
  const over = end < today;
  const job = add(
    making,
    'employment.job',
    {
      site_id: site.id,
      program_code: program.key,
      employer_name: '',
      title: '',
      competitive: draw.chance(0.85),
      hourly_wage: draw.between(1740, 2600) / 100,
      weekly_hours: draw.pick([12, 16, 20, 24, 30, 37.5]),
      disclosure_code: draw.pick(['told', 'not_told', 'not_decided']),
      trade_code: trades[Number(start.slice(-2)) % trades.length] ?? null,
      permanent: !start.endsWith('4'),
      started_on: start,
      ended_on: over ? end : null,
      end_reason_code: over ? 'client_left' : null,
      version: 1,
      created_by: by,
      created_at: noon(start, draw),
    },
    { column: 'employer_name', text: draw.pick(words.employers) },
  );
  making.texts.push({
    table: 'employment.job',
    rowId: job,
    column: 'title',
    clientId: making.id,
    text: draw.pick(words.titles),
  });
}

/** Draws the life of one client of a site, referred at some day of the two years before today. */
export function lifeOf(setting: Setting): Life {
  const { draw, site, program, today } = setting;
  const received = addDays(today, -(draw.chance(0.12) ? draw.between(0, 12) : draw.between(2, 725)));
  const id = draw.id(Date.parse(`${received}T12:00:00Z`));
  const course = courseOf(draw, program, received, today);
  const making: Making = { ...setting, id, course, rows: [], texts: [] };
  addPathway(making);
  addContacts(making);
  addWork(making);
  addSupply(making, { add, noon, staffOf });
  const client = {
    id,
    siteId: site.id,
    identity: identity(setting),
    language: draw.pick(words.languages),
    addressHidden: draw.chance(0.04),
    from: `${received}T08:00:00Z`,
  };
  return { client, rows: making.rows, texts: making.texts };
}
