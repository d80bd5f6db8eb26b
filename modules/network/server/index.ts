import { found, refuse } from '../../../kernel/refusal.ts';
import { serve } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { network, type PublishedLesson } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import {
  acknowledgeAlert,
  alertListeners,
  alertReach,
  listReceivedAlerts,
  shareAlert,
  takeBackAlert,
} from './alerts/index.ts';
import { behind } from './evidence.ts';
import * as rows from './queries.ts';

async function readers(tx: Tx): Promise<(row: rows.PublishedRow) => PublishedLesson> {
  const used = await rows.usedHere(tx);
  return (row) => ({
    ...row,
    own: row.communityId === tx.actor.communityId,
    usedHere: used.has(`${row.communityId}/${row.id}`),
  });
}

async function origin(tx: Tx, siteId: string) {
  return found(await rows.originOf(tx, siteId), 'network.noSuchSite');
}

/** Lists a site of the actor's community in the network, or changes how it is listed. */
export async function listMember(
  tx: Tx,
  given: { siteId: string; programs: readonly string[]; profile: string | null },
): Promise<{ id: string; version: number }> {
  const { community, organisation, site, setting } = await origin(tx, given.siteId);
  const { version } = await rows.listMember(tx, {
    id: given.siteId,
    names: { community, organisation, site },
    setting,
    programs: given.programs,
    profile: given.profile,
  });
  return { id: given.siteId, version };
}

/** Lessons, alerts and the sites of the network, as the server keeps them. */
export const networkServer = serve(
  network,
  {
    listLessons: async (tx, input) => {
      const show = await readers(tx);
      return {
        published: (await rows.publishedLessons(tx, input.construct)).map(show),
        drafts: await rows.lessons(tx),
      };
    },
    openLesson: async (tx, input) => {
      const show = await readers(tx);
      return { lesson: show(found(await rows.publishedLesson(tx, input), 'network.noSuchLesson')) };
    },
    draftLesson: async (tx, input) => {
      const { organisationId } = await origin(tx, input.siteId);
      await rows.insertLesson(tx, { ...input, trialId: input.trialId ?? null, organisationId });
      return { id: input.id, version: 1 };
    },
    reviseLesson: async (tx, input) => {
      if ((await rows.rewordLesson(tx, input)) === 1) return { id: input.id, version: input.version + 1 };
      const current = found(await rows.lessonById(tx, input.id), 'network.noSuchLesson');
      throw refuse('conflict', 'network.lessonChanged', { current });
    },
    previewLesson: async (tx, input) => {
      const lesson = found(await rows.lessonById(tx, input.id), 'network.noSuchLesson');
      return { lesson, ...(await behind(tx, lesson)) };
    },
    publishLesson: async (tx, input) => {
      const lesson = found(await rows.lessonById(tx, input.id), 'network.noSuchLesson');
      if (lesson.version !== input.version)
        throw refuse('conflict', 'network.lessonChanged', { current: lesson });
      const { community, organisation, site } = await origin(tx, lesson.siteId);
      await rows.publish(tx, {
        lesson,
        names: { community, organisation, site },
        ...(await behind(tx, lesson)),
      });
      tx.emit('network.lessonPublished', lesson.id, {});
      return { id: lesson.id, version: lesson.version + 1 };
    },
    withdrawLesson: async (tx, input) => {
      const { version } = found(await rows.withdraw(tx, input.id), 'network.noSuchLesson');
      await rows.markWithdrawn(tx, input.id);
      return { id: input.id, version };
    },
    useLesson: async (tx, input) => {
      found(
        await rows.publishedLesson(tx, { communityId: input.communityId, id: input.lessonId }),
        'network.noSuchLesson',
      );
      const { organisationId, site } = await origin(tx, input.siteId);
      await rows.insertUptake(tx, { ...input, organisationId, site });
      tx.emit('network.lessonUsed', input.lessonId, { siteId: input.siteId });
      return { id: input.id, version: 1 };
    },
    listMembers: async (tx) => ({
      members: (await rows.members(tx)).map((row) => ({
        ...row,
        own: row.communityId === tx.actor.communityId,
      })),
    }),
    listSite: (tx, input) => listMember(tx, { ...input, profile: input.profile ?? null }),
    shareAlert,
    takeBackAlert,
    listReceivedAlerts,
    acknowledgeAlert,
    alertReach,
  },
  { words, listeners: alertListeners },
);
