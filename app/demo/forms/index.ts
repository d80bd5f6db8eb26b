import type { Bilingual } from '../../../kernel/fields.ts';
import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
import type { Question } from '../../../modules/vocabulary/model.ts';
import { ask } from '../../commands/frame/console.ts';
import type { Installation } from '../../installation.ts';
import { type Draw, drawing } from '../draw.ts';
import type { DemoCommunity } from '../found.ts';
import { actorAs } from '../learn.ts';
import told from './asked.json' with { type: 'json' };

type Telling = {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
};
type Site = (typeof told.sites)[number];
type Shown = { readonly form: { readonly version: string }; readonly questions: readonly Question[] };

/** Two forms in three are asked again later; the others are due. */
const askedAgain = 0.6;
const clientsOfEach = 24;

const usually = new Map<string, readonly string[]>(Object.entries(told.usually));
const wordsTo = new Map<string, Bilingual>(Object.entries(told.words));

/** An answer to a question as somebody might give it; `later` draws numbers a little higher. */
function answerTo(question: Question, draw: Draw, how: { later: boolean; language: 'en' | 'fr' }) {
  const { code, kind } = question;
  const known =
    usually.get(code) ?? (question.choices ?? []).map((one) => one.code).filter((one) => one !== 'none');
  switch (kind) {
    case 'one':
    case 'yes-no':
      return { choices: [draw.pick(known.length > 0 ? known : ['yes', 'no'])] };
    case 'several':
      return { choices: [...new Set([draw.pick(known), draw.pick(known), draw.pick(known)])] };
    case 'number':
      return { number: draw.between(2, 6) + (how.later ? draw.between(0, 3) : 0) };
    case 'text': {
      const said = wordsTo.get(code)?.[how.language];
      return said === undefined ? {} : { words: said };
    }
    default:
      return {};
  }
}

/** Asks the clients of one worker the forms of their program: at the start, and for most again half a year later. */
async function askAt({ installation, communities, today }: Telling, site: Site): Promise<void> {
  const community = communities.find((one) => one.code === site.community);
  if (community === undefined) return;
  const actor = actorAs(community, site.by, site.role);
  const say = <T>(operation: string, input: object) =>
    ask<T>(installation, { actor, operation, input, files: [] });
  const draw = drawing(site.by.length * 7 + 1);
  const how = { later: false, language: site.language === 'fr' ? 'fr' : 'en' } as const;
  const intake = await say<Shown>('care.getForm', { key: site.intake });
  const again = await say<Shown>('care.getForm', { key: site.again });
  const fill = (clientId: string, key: string, shown: Shown, askedOn: string, later: boolean) =>
    say('care.fillForm', {
      id: newId(),
      clientId,
      version: 0,
      formKey: key,
      formVersion: shown.form.version,
      programCode: site.program,
      askedOn,
      complete: true,
      answers: shown.questions.map((one) => ({
        question: one.code,
        ...answerTo(one, draw, { ...how, later }),
      })),
    });
  const { rows } = await say<{ rows: { clientId: string }[] }>('care.myCaseload', {});
  for (const { clientId } of rows.slice(0, clientsOfEach)) {
    const first = addDays(today, -draw.between(200, 420));
    if (draw.chance(0.85)) await fill(clientId, site.intake, intake, first, false);
    if (draw.chance(askedAgain))
      await fill(clientId, site.again, again, addDays(today, -draw.between(5, 150)), true);
  }
}

/** A form of a community's own whose question was put in other words: old answers stand under the old words. */
async function tellOwn({ installation, communities, today }: Telling): Promise<void> {
  const { own } = told;
  const community = communities.find((one) => one.code === own.community);
  if (community === undefined) return;
  const steward = actorAs(community, own.steward, 'steward');
  const worker = actorAs(community, own.by, 'worker');
  const none = { en: '', fr: '' };
  const say = <T>(actor: typeof steward, operation: string, input: object) =>
    ask<T>(installation, { actor, operation, input, files: [] });
  const { question } = own;
  const choices = question.choices.map((name, index) => ({ code: `new-${index}`, name }));
  const drafted = {
    follows: null as string | null,
    kind: 'one',
    meaning: question.meaning,
    hint: none,
    unit: none,
    least: null,
    most: null,
  };
  const write = async (id: string, code: string, more: object) => {
    const item = { question: code, version: null, required: true, when: [] };
    const section = { code: 'workshop', name: own.section, hint: none, items: [item] };
    const content = {
      name: own.name,
      purpose: own.purpose,
      dataClass: 'notes',
      programs: [],
      due: [],
      sections: [section],
      questions: [{ ...drafted, code, ...more }],
    };
    await say(steward, 'care.saveFormDraft', { id, version: 1, content });
    return say<{ key: string; formVersion: string }>(steward, 'care.publishForm', { id, version: 2 });
  };
  const first = newId();
  await say(steward, 'care.startForm', { id: first, name: own.name });
  const { key } = await write(first, 'new-workshop', { words: question.first, choices });
  const before = await say<Shown>(worker, 'care.getForm', { key });
  const { rows } = await say<{ rows: { clientId: string }[] }>(worker, 'care.myCaseload', {});
  const fill = async (shown: Shown, askedOn: string, place: number) => {
    for (const { clientId } of rows.slice(0, 6)) {
      const [asked] = shown.questions;
      const chosen = asked?.choices?.[place % asked.choices.length]?.code;
      if (asked === undefined || chosen === undefined) return;
      const form = { formKey: key, formVersion: shown.form.version, askedOn, complete: true };
      const answers = [{ question: asked.code, choices: [chosen] }];
      await say(worker, 'care.fillForm', { id: newId(), clientId, version: 0, ...form, answers });
    }
  };
  await fill(before, addDays(today, -120), 1);
  const [old] = before.questions;
  if (old === undefined) return;
  const next = newId();
  await say(steward, 'care.continueForm', { id: next, key });
  await write(next, old.code, { follows: old.version, words: question.then, choices: old.choices ?? [] });
  await fill(await say<Shown>(worker, 'care.getForm', { key }), addDays(today, -15), 0);
}

/** Fills the forms of the demo network, each by the person whose work it is. */
export async function fillForms(telling: Telling): Promise<void> {
  for (const site of told.sites) await askAt(telling, site);
  await tellOwn(telling);
}
