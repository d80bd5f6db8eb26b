import { found, refuse } from '../../../kernel/refusal.ts';
import { serve } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import { learning } from '../contract.ts';
import { decisionBlocked, trialState } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { listAdaptations, noteAdaptation, reviseAdaptation } from './adapt/adaptations.ts';
import { draftCheck, listChecks, readCheck, recordChange, startCheck, wordFinding } from './check/checks.ts';
import { closeCheck, inviteToCheck, revokeInvitation } from './check/invite.ts';
import { answerMyCheck, openMyCheck } from './check/mine.ts';
import * as rows from './queries.ts';
import { namesIn, namesReader, showFactors, showTrial } from './show.ts';
import { suggestFor } from './suggest.ts';
import { factorFrom, suggestedBy, trialFrom } from './suggested.ts';

export { checkShown, findingsAnswered } from './check/checks.ts';
export { checksOf } from './check/queries.ts';
export { factorById, trialById } from './queries.ts';

const strategiesSystem = 'eric-73';
const daysBefore = 180;
const daysAfter = 180;

const today = (tx: Tx) => dayOf(tx.now, 'UTC');
const saved = (id: string, version: number) => ({ id, version });

/** The organisation of a site; a site of another community is missing. */
async function organisationOf(tx: Tx, siteId: string): Promise<string> {
  return found(await rows.organisationOf(tx, siteId), 'learning.noSuchSite').organisationId;
}

/** Refuses a change to a trial whose version has moved on, showing what it says now. */
async function changedTrial(tx: Tx, id: string): Promise<never> {
  const now = found(await rows.trialById(tx, id), 'learning.noSuchTrial');
  throw refuse('conflict', 'learning.trialChanged', {
    current: { version: now.version, happened: now.happened, studied: now.studied, decision: now.decision },
  });
}

/** A trial with its strategy and its barrier, and the half-open interval its figures are read over. */
export async function trialInFull(tx: Tx, id: string) {
  const trial = found(await rows.trialById(tx, id), 'learning.noSuchTrial');
  const strategy = found(await rows.strategyById(tx, trial.strategyId), 'learning.noSuchStrategy');
  const row = found(await rows.factorById(tx, strategy.factorId), 'learning.noSuchFactor');
  const factor = found((await showFactors(tx, [row], today(tx)))[0], 'learning.noSuchFactor');
  const shown = found(
    factor.strategies.find((one) => one.id === strategy.id),
    'learning.noSuchStrategy',
  );
  const last = [today(tx), addDays(trial.endsOn ?? trial.startsOn, daysAfter)].sort()[0] ?? today(tx);
  const to = last > trial.startsOn ? last : addDays(trial.startsOn, 1);
  return {
    trial: showTrial(trial, today(tx)),
    strategy: shown,
    factor,
    from: addDays(trial.startsOn, -daysBefore),
    to,
    suggestedBy: await suggestedBy(tx, id),
  };
}

/** Barriers, strategies and trials, as the server keeps them. */
export const learningServer = serve(
  learning,
  {
    listFactors: async (tx, input) => ({
      factors: await showFactors(tx, await rows.factors(tx, input.siteId), today(tx)),
    }),
    noteFactor: async (tx, input) => {
      const { version, names } = await namesIn(tx, input.system);
      found(names.get(input.code), 'learning.noSuchCode');
      const organisationId = await organisationOf(tx, input.siteId);
      await factorFrom(tx, input);
      await rows.insertFactor(tx, {
        ...input,
        suggestionId: input.suggestionId ?? null,
        studyId: input.studyId ?? null,
        systemVersion: version,
        organisationId,
      });
      return saved(input.id, 1);
    },
    reviseFactor: async (tx, input) => {
      if ((await rows.rewordFactor(tx, input)) === 1) return saved(input.id, input.version + 1);
      const now = found(await rows.factorById(tx, input.id), 'learning.noSuchFactor');
      throw refuse('conflict', 'learning.factorChanged', {
        current: { version: now.version, statement: now.statement, valence: now.valence },
      });
    },
    suggestStrategies: (tx, input) => suggestFor(tx, input.code),
    chooseStrategy: async (tx, input) => {
      const factor = found(await rows.factorById(tx, input.factorId), 'learning.noSuchFactor');
      const { version, names } = await namesIn(tx, strategiesSystem);
      found(names.get(input.code), 'learning.noSuchCode');
      const organisationId = await organisationOf(tx, factor.siteId);
      const specification = Object.fromEntries(
        Object.entries(input.specification).filter((entry): entry is [string, string] => Boolean(entry[1])),
      );
      await rows.insertStrategy(tx, {
        id: input.id,
        factorId: factor.id,
        siteId: factor.siteId,
        system: strategiesSystem,
        systemVersion: version,
        code: input.code,
        specification,
        organisationId,
      });
      return saved(input.id, 1);
    },
    planTrial: async (tx, input) => {
      const strategy = found(await rows.strategyById(tx, input.strategyId), 'learning.noSuchStrategy');
      const measure = await findDefinition(tx, 'measure', { key: input.measure });
      if (input.endsOn !== undefined && input.endsOn <= input.startsOn)
        throw refuse('invalid', 'learning.endsBeforeItStarts');
      const organisationId = await organisationOf(tx, strategy.siteId);
      await rows.insertTrial(tx, {
        ...input,
        endsOn: input.endsOn ?? null,
        siteId: strategy.siteId,
        measureVersion: measure.version,
        organisationId,
        suggestionId: input.suggestionId ?? null,
        suggestedBy: await trialFrom(tx, input),
      });
      tx.emit('learning.trialPlanned', input.id, { siteId: strategy.siteId });
      return saved(input.id, 1);
    },
    recordTrial: async (tx, input) =>
      (await rows.writeTrial(tx, input)) === 1
        ? saved(input.id, input.version + 1)
        : changedTrial(tx, input.id),
    decideTrial: async (tx, input) => {
      const trial = found(await rows.trialById(tx, input.id), 'learning.noSuchTrial');
      const blocked = decisionBlocked(trialState(trial, today(tx)));
      if (blocked)
        throw refuse('conflict', blocked === 'notBegun' ? 'learning.trialNotBegun' : 'learning.trialDecided');
      if ((await rows.endTrial(tx, input)) !== 1) return changedTrial(tx, input.id);
      tx.emit('learning.trialDecided', input.id, { siteId: trial.siteId, decision: input.decision });
      return saved(input.id, input.version + 1);
    },
    openTrial: (tx, input) => trialInFull(tx, input.id),
    listTrials: async (tx, input) => {
      const read = namesReader(tx);
      const trials = await rows.allTrials(tx, input.siteId);
      const shown = [];
      for (const trial of trials) {
        const strategy = found(await rows.strategyById(tx, trial.strategyId), 'learning.noSuchStrategy');
        const factor = found(await rows.factorById(tx, strategy.factorId), 'learning.noSuchFactor');
        const [named, construct] = [
          await read(strategy.system, strategy.systemVersion, strategy.code),
          await read(factor.system, factor.systemVersion, factor.code),
        ];
        shown.push({ ...showTrial(trial, today(tx)), strategy: named.named, construct: construct.named });
      }
      return { trials: shown };
    },
    noteAdaptation,
    reviseAdaptation,
    listAdaptations,
    listChecks,
    draftCheck,
    readCheck,
    wordFinding,
    startCheck,
    inviteToCheck,
    revokeInvitation,
    closeCheck,
    recordChange,
    openMyCheck,
    answerMyCheck,
  },
  { words },
);
