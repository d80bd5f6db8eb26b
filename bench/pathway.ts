import { newId } from '../kernel/id.ts';
import { askAs, load, percentile } from './ask.ts';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

const program = 'supported-employment';

/** Puts every client that is not on their way yet somewhere on it: seven in ten enrolled, one in ten waiting, two in ten referred. */
export async function fillPathway(stage: Stage): Promise<void> {
  const { admin, actor, site } = stage;
  const who = [actor.communityId, site.id, site.organisationId, actor.accountId, program];
  // The rows keep their rules by construction; checking a hundred thousand keys one by one would take longer than writing them.
  await admin.query('set session_replication_role = replica');
  await admin.query(
    `insert into pathway.referral (community_id, id, client_id, organisation_id, site_id, direction, program_code, source_code, channel_code, state, state_since, referred_at, referred_on, created_by)
     select $1, gen_random_uuid(), c.id, $3, $2, 'in', $5, 'health-team', 'record',
       case when n % 10 < 7 then 'in_progress' when n % 10 < 8 then 'waiting' else 'sent' end, now() - n * interval '1 minute', now() - n * interval '1 minute', current_date, $4
     from (select id, row_number() over (order by id) as n from people.client where community_id = $1
       and id not in (select client_id from pathway.referral where community_id = $1)) c`,
    who,
  );
  await admin.query(
    `insert into pathway.enrolment (community_id, id, client_id, organisation_id, site_id, program_code, program_version, referral_id, referred_on, stage_code, stage_since, enrolled_on, created_by)
     select $1, gen_random_uuid(), r.client_id, $3, $2, $5, '1.0.0', r.id, r.referred_on, (array['engagement', 'profile', 'job-search'])[1 + abs(hashtext(r.id::text)) % 3], r.state_since, r.referred_on, $4
     from pathway.referral r where r.community_id = $1 and r.state = 'in_progress'
       and r.id not in (select referral_id from pathway.enrolment where community_id = $1)`,
    who,
  );
  await admin.query(
    `insert into pathway.waitlist_entry (community_id, id, client_id, organisation_id, site_id, program_code, program_version, referral_id, rank, joined_at, joined_on, state_since, created_by)
     select $1, gen_random_uuid(), r.client_id, $3, $2, $5, '1.0.0', r.id, 0, r.state_since, r.referred_on, r.state_since, $4
     from pathway.referral r where r.community_id = $1 and r.state = 'waiting'
       and r.id not in (select referral_id from pathway.waitlist_entry where community_id = $1)`,
    who,
  );
  await admin.query('set session_replication_role = origin');
  await admin.query('vacuum analyze');
}

/** The board and the lists behind it, each beside the bare query of the same page. */
export async function pathway(stage: Stage, count: number): Promise<Figure[]> {
  const at = { siteId: stage.site.id, programCode: program };
  const of = [stage.actor.communityId, stage.site.id, program];
  await askAs(stage, 'pathway.setTarget', { ...at, id: newId(), places: count });
  const measure = async (ask: () => Promise<unknown>, times: number) => {
    await load(1, 10, ask);
    return percentile((await load(1, times, ask)).times, 0.95);
  };
  const bareBoard = () =>
    stage.admin.query(
      `select stage_code, count(*), min(stage_since) from pathway.enrolment where community_id = $1 and site_id = $2 and program_code = $3 and ended_on is null group by stage_code`,
      of,
    );
  const bareWaits = () =>
    stage.admin.query(
      `select id, client_id, joined_at from pathway.waitlist_entry where community_id = $1 and site_id = $2 and program_code = $3 and state in ('waiting', 'offered')
       order by rank, joined_at, id limit 51`,
      of,
    );
  return [
    {
      what: `pathway board over ${count} clients, p95`,
      value: await measure(() => askAs(stage, 'pathway.board', at), 100),
      unit: 'ms',
      floor: await measure(bareBoard, 100),
      aim: 'under 150 ms',
    },
    {
      what: `a page of the waitlist with places in line, ${count} clients, p95`,
      value: await measure(() => askAs(stage, 'pathway.listWaitlist', at), 100),
      unit: 'ms',
      floor: await measure(bareWaits, 100),
    },
    {
      what: `open referrals in and out, ${count} clients, p95`,
      value: await measure(() => askAs(stage, 'pathway.listReferrals', { direction: 'any' }), 100),
      unit: 'ms',
    },
  ];
}
