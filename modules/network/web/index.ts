import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { factorAside } from '../../learning/web/index.ts';
import { careRoles } from '../../people/model.ts';
import { alertAside, alertsPlace } from '../../supply/web/index.ts';
import words from '../words.json' with { type: 'json' };
import { findLessons } from './findLessons.ts';
import { readers, writers } from './seen.ts';

const care = [...careRoles];

/** What communities share, as screens. */
export const networkWeb: WebModule = {
  id: 'network',
  words,
  pages: [
    {
      path: '/share',
      title: 'share.title',
      who: readers,
      load: () => import('./SharePage.tsx').then((m) => m.SharePage),
    },
    {
      path: '/share/new',
      title: 'lesson.new',
      who: writers,
      load: () => import('./NewLessonPage.tsx').then((m) => m.NewLessonPage),
    },
    {
      path: '/share/drafts/:id',
      title: 'draft.title',
      who: writers,
      load: () => import('./DraftPage.tsx').then((m) => m.DraftPage),
    },
    {
      path: '/share/lessons/:community/:id',
      title: 'lesson.title',
      who: readers,
      load: () => import('./LessonPage.tsx').then((m) => m.LessonPage),
    },
    {
      path: '/network',
      title: 'network.title',
      who: readers,
      load: () => import('./NetworkPage.tsx').then((m) => m.NetworkPage),
    },
  ],
  menu: [
    { section: 'share', path: '/share', label: 'share.title', who: readers, order: 10 },
    { section: 'network', path: '/network', label: 'network.title', who: readers, order: 10 },
  ],
  panels: [
    fill(factorAside, {
      id: 'network.lessons',
      who: readers,
      order: 10,
      load: () => import('./LessonsOnConstruct.tsx').then((m) => m.LessonsOnConstruct),
    }),
    fill(alertAside, {
      id: 'network.shareAlert',
      who: care,
      order: 10,
      load: () => import('./alerts/ShareAlert.tsx').then((m) => m.ShareAlert),
    }),
    fill(alertsPlace, {
      id: 'network.receivedAlerts',
      who: care,
      order: 10,
      load: () => import('./alerts/ReceivedAlerts.tsx').then((m) => m.ReceivedAlerts),
    }),
    fill(todayPlace, {
      id: 'network.alertsToday',
      who: care,
      order: 5,
      load: () => import('./alerts/ReceivedAlerts.tsx').then((m) => m.ReceivedToday),
    }),
  ],
  palette: [{ id: 'network.lessons', label: 'palette.lessons', who: readers, find: findLessons }],
};
