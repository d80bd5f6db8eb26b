import { newId } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { Context } from '../frame/command.ts';

type Asked = {
  readonly study: string;
  readonly site?: string | undefined;
  readonly community?: string | undefined;
};

const roles = ['steward'];

/**
 * The console acting in the community that is meant: the one named, else the only one, else the one that has the study, else the one
 * that has the site, else the first by its code (and says so).
 */
export async function studyActor(context: Context, { study, site, community }: Asked): Promise<Actor> {
  const { database } = await context.open();
  const { value } = await database.asDoor({ id: newId() }, (tx) =>
    tx.many<{
      code: string;
      sites: string[];
    }>(sql`select c.code, array(select s.code from identity.site s where s.community_id = c.community_id) as sites
      from identity.community c order by c.code`),
  );
  if (community !== undefined || value.length < 2) return context.actor(roles, community);
  const actors = await Promise.all(
    value.map(async (one) => ({ ...one, actor: await context.actor(roles, one.code) })),
  );
  for (const one of actors) {
    const { rows } = await context.ask<{ rows: { code: string }[] }>(one.actor, 'evidence.listStudies', {});
    if (rows.some(({ code }) => code === study)) return one.actor;
  }
  const chosen = actors.find((one) => site !== undefined && one.sites.includes(site)) ?? actors[0];
  if (site === undefined)
    context.say(
      `Several communities are here; "${study}" is taken to be in ${chosen?.code}. Name another with --community.`,
    );
  return chosen?.actor ?? context.actor(roles);
}
