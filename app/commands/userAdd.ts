import { z } from 'zod';
import type { Actor } from '../../kernel/server/scope.ts';
import { heldAt, lasting, roles, sameEmail } from '../../modules/identity/model.ts';
import { newLinkToken } from '../../modules/identity/server/index.ts';
import { command, type Context } from './frame/command.ts';
import { CommandFailure } from './frame/failure.ts';

type Site = { readonly id: string; readonly code: string };
type Account = { readonly id: string; readonly email: string };

/** Adds somebody, or gives them a new link, and prints the link they choose their way to sign in with. */
export const userAdd = command({
  words: 'user add <email>',
  about: 'Adds somebody who signs in, and prints the link that lets them choose how; or gives a new link.',
  options: [
    ['--name <name>', 'what they are called'],
    ['--role <role>', `one of ${roles.join(', ')}`],
    ['--site <code>', 'the site of a role that is held at one'],
    ['--language <code>', 'en or fr', 'en'],
    ['--again', 'they are here already: a new link, which ends every earlier way in'],
    ['--community <code>', 'where there are several communities'],
  ],
  input: z.object({
    email: z.email('must be an e-mail address'),
    name: z.string().trim().min(1).optional(),
    role: z.enum(roles).optional(),
    site: z.string().optional(),
    language: z.enum(['en', 'fr']),
    again: z.literal(true).optional(),
    community: z.string().optional(),
  }),
  run: async (context, input) => {
    const actor = await context.actor(['steward'], input.community);
    const token = newLinkToken(actor.communityId);
    const id = input.again
      ? await linkAgain(context, actor, { ...input, token })
      : await add(context, actor, { ...input, token });
    const [origin] = context.config.origins;
    const link = `${origin ?? `http://localhost:${context.config.port}`}/invitation#${token}`;
    const text = `Hand this link over; it works once, for ${lasting.invitationDays} days:\n${link}`;
    return { text, json: { id, link, days: lasting.invitationDays } };
  },
});

type Added = {
  readonly email: string;
  readonly name?: string | undefined;
  readonly role?: (typeof roles)[number] | undefined;
  readonly site?: string | undefined;
  readonly language: 'en' | 'fr';
  readonly token: string;
};

async function add(
  context: Context,
  actor: Actor,
  { email, name, role, site, language, token }: Added,
): Promise<string> {
  if (!name || !role)
    throw new CommandFailure('Say what they are called and which role they hold: --name and --role.');
  if (heldAt[role] === 'site' && !site)
    throw new CommandFailure(`The role ${role} is held at a site: say which with --site.`);
  const siteId = site === undefined ? null : await siteBy(context, actor, site);
  const person = { name, email, locale: language, roles: [{ role, siteId }], token };
  return (await context.ask<{ id: string }>(actor, 'identity.invite', person)).id;
}

async function siteBy(context: Context, actor: Actor, code: string): Promise<string> {
  const { sites } = await context.ask<{ sites: Site[] }>(actor, 'identity.listSites', {});
  const found = sites.find((one) => one.code === code);
  if (!found)
    throw new CommandFailure(
      `There is no site "${code}" here. There are: ${sites.map((one) => one.code).join(', ') || 'none'}.`,
    );
  return found.id;
}

async function linkAgain(context: Context, actor: Actor, { email, token }: Added): Promise<string> {
  const { rows } = await context.ask<{ rows: Account[] }>(actor, 'identity.listAccounts', {});
  const found = rows.find((one) => sameEmail(one.email) === sameEmail(email));
  if (!found) throw new CommandFailure(`Nobody here has the address ${email}.`);
  await context.ask(actor, 'identity.inviteAgain', { accountId: found.id, token });
  return found.id;
}
