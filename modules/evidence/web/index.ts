import { fill } from '../../../kernel/web/panels.tsx';
import type { WebModule } from '../../../kernel/web/module.ts';
import { suggestPlace, todayPlace } from '../../../kernel/web/places.ts';
import words from '../words.json' with { type: 'json' };

export { studyPlace } from './places.ts';

const researchers = ['evaluator', 'steward'] as const;
const readers = ['evaluator', 'steward', 'lead', 'coordinator'] as const;

/** What people said, as screens: suggestions from anywhere, studies and their texts. */
export const evidenceWeb: WebModule = {
  id: 'evidence',
  words,
  pages: [
    {
      path: '/suggestions',
      title: 'suggestions.title',
      who: 'signed-in',
      load: () => import('./suggestions/SuggestionsPage.tsx').then((m) => m.SuggestionsPage),
    },
    {
      path: '/studies',
      title: 'studies.title',
      who: readers,
      load: () => import('./StudiesPage.tsx').then((m) => m.StudiesPage),
    },
    {
      path: '/studies/:id',
      title: 'studies.title',
      who: readers,
      load: () => import('./StudyPage.tsx').then((m) => m.StudyPage),
    },
    {
      path: '/studies/:id/participants',
      title: 'people.title',
      who: researchers,
      load: () => import('./participants/ParticipantsPage.tsx').then((m) => m.ParticipantsPage),
    },
    {
      path: '/texts/:id/speakers',
      title: 'speakers.title',
      who: researchers,
      load: () => import('./speakers/SpeakersPage.tsx').then((m) => m.SpeakersPage),
    },
    {
      path: '/studies/:id/survey',
      title: 'survey.title',
      who: researchers,
      load: () => import('./survey/SurveyPage.tsx').then((m) => m.SurveyPage),
    },
    {
      path: '/surveys/:id',
      title: 'asking.one',
      who: researchers,
      load: () => import('./asking/AskedPage.tsx').then((m) => m.AskedPage),
    },
    {
      path: '/asked',
      title: 'reply.title',
      who: 'public',
      frame: 'bare',
      load: () => import('./asking/MySurveyPage.tsx').then((m) => m.MySurveyPage),
    },
    {
      path: '/studies/:id/key',
      title: 'key.title',
      who: ['steward', 'privacy'],
      load: () => import('./participants/KeyPage.tsx').then((m) => m.KeyPage),
    },
  ],
  menu: [
    { section: 'listen', path: '/suggestions', label: 'suggestions.title', who: 'signed-in', order: 10 },
    { section: 'listen', path: '/studies', label: 'studies.title', who: readers, order: 20 },
  ],
  panels: [
    fill(todayPlace, {
      id: 'evidence.due',
      who: researchers,
      order: 65,
      load: () => import('./reviews/DueToday.tsx').then((m) => m.DueToday),
    }),
    fill(todayPlace, {
      id: 'evidence.suggestions',
      who: 'signed-in',
      order: 70,
      load: () => import('./suggestions/SuggestionsToday.tsx').then((m) => m.SuggestionsToday),
    }),
    fill(suggestPlace, {
      id: 'evidence.suggest',
      who: 'signed-in',
      order: 10,
      load: () => import('./suggestions/SuggestPanel.tsx').then((m) => m.SuggestPanel),
    }),
  ],
};
