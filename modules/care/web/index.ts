import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { awayPlace, todayPlace } from '../../../kernel/web/places.ts';
import { careRoles } from '../../people/model.ts';
import {
  clientActions,
  clientAlerts,
  clientAside,
  clientGlance,
  clientMain,
} from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

const care = [...careRoles];
const formReaders = ['steward', ...care, 'lead', 'evaluator', 'privacy'];

/** The shared record, as screens. */
export const careWeb: WebModule = {
  id: 'care',
  words,
  pages: [
    {
      path: '/contact',
      title: 'contact.title',
      who: care,
      load: () => import('./ContactPage.tsx').then((m) => m.ChooseClientPage),
    },
    {
      path: '/contact/:clientId',
      title: 'contact.title',
      who: care,
      load: () => import('./ContactPage.tsx').then((m) => m.ContactPage),
    },
    {
      path: '/crisis',
      title: 'crisis.title',
      who: care,
      load: () => import('./crisis/CrisisPage.tsx').then((m) => m.ChooseCrisisPage),
    },
    {
      path: '/crisis/:clientId',
      title: 'crisis.title',
      who: care,
      load: () => import('./crisis/CrisisPage.tsx').then((m) => m.CrisisPage),
    },
    {
      path: '/groups',
      title: 'group.title',
      who: care,
      load: () => import('./groups/GroupsPage.tsx').then((m) => m.GroupsPage),
    },
    {
      path: '/groups/:id',
      title: 'group.title',
      who: care,
      load: () => import('./groups/GroupPage.tsx').then((m) => m.GroupPage),
    },
    {
      path: '/hand-over',
      title: 'handOver.title',
      who: care,
      load: () => import('./teamwork/HandOverPage.tsx').then((m) => m.HandOverPage),
    },
    {
      path: '/conferences',
      title: 'conference.title',
      who: care,
      load: () => import('./teamwork/ConferencesPage.tsx').then((m) => m.ConferencesPage),
    },
    {
      path: '/conferences/:id',
      title: 'conference.title',
      who: care,
      load: () => import('./teamwork/ConferencePage.tsx').then((m) => m.ConferencePage),
    },
    {
      path: '/caseload',
      title: 'caseload.title',
      who: [...care, 'lead'],
      load: () => import('./teamwork/CaseloadPage.tsx').then((m) => m.CaseloadPage),
    },
    {
      path: '/crisis-numbers',
      title: 'line.title',
      who: ['coordinator', 'steward'],
      load: () => import('./crisis/LinesPage.tsx').then((m) => m.LinesPage),
    },
    {
      path: '/forms',
      title: 'form.forms',
      who: formReaders,
      load: () => import('./forms/edit/FormsPage.tsx').then((m) => m.FormsPage),
    },
    {
      path: '/forms/:key',
      title: 'form.title',
      who: formReaders,
      load: () => import('./forms/edit/FormPage.tsx').then((m) => m.FormPage),
    },
    {
      path: '/forms/questions/:code',
      title: 'form.question',
      who: formReaders,
      load: () => import('./forms/edit/QuestionPage.tsx').then((m) => m.QuestionPage),
    },
    {
      path: '/forms/drafts/:id',
      title: 'form.title',
      who: ['steward'],
      load: () => import('./forms/edit/FormEditorPage.tsx').then((m) => m.FormEditorPage),
    },
    {
      path: '/forms/ask/:clientId/:key',
      title: 'form.title',
      who: care,
      load: () => import('./forms/fill/AskPage.tsx').then((m) => m.AskPage),
    },
    {
      path: '/forms/of/:clientId/:id',
      title: 'form.title',
      who: care,
      load: () => import('./forms/fill/FilledPage.tsx').then((m) => m.FilledPage),
    },
  ],
  menu: [
    { section: 'clients', path: '/contact', label: 'contact.title', who: care, order: 15 },
    { section: 'clients', path: '/caseload', label: 'caseload.title', who: [...care, 'lead'], order: 50 },
    { section: 'clients', path: '/groups', label: 'group.title', who: care, order: 52 },
    { section: 'clients', path: '/conferences', label: 'conference.title', who: care, order: 55 },
    { section: 'clients', path: '/hand-over', label: 'handOver.title', who: care, order: 60 },
    { section: 'clients', path: '/forms', label: 'form.forms', who: formReaders, order: 57 },
    {
      section: 'administration',
      path: '/crisis-numbers',
      label: 'menu.lines',
      who: ['coordinator', 'steward'],
      order: 50,
    },
  ],
  panels: [
    fill(todayPlace, {
      id: 'care.today',
      who: care,
      order: 10,
      load: () => import('./TodayPanels.tsx').then((m) => m.TodayPanels),
    }),
    fill(clientActions, {
      id: 'care.crisis',
      who: care,
      order: 10,
      load: () => import('./crisis/CrisisButton.tsx').then((m) => m.CrisisButton),
    }),
    fill(clientAlerts, {
      id: 'care.alerts',
      who: care,
      order: 10,
      load: () => import('./glance/AlertsPanel.tsx').then((m) => m.AlertsPanel),
    }),
    fill(clientGlance, {
      id: 'care.last',
      who: care,
      order: 10,
      load: () => import('./glance/GlanceCards.tsx').then((m) => m.LastCard),
    }),
    fill(clientGlance, {
      id: 'care.missing',
      who: care,
      order: 90,
      load: () => import('./glance/GlanceCards.tsx').then((m) => m.MissingCard),
    }),
    fill(awayPlace, {
      id: 'care.away',
      who: care,
      load: () => import('./pocket/AwayPanel.tsx').then((m) => m.AwayPanel),
    }),
    fill(clientMain, {
      id: 'care.contacts',
      who: care,
      order: 20,
      load: () => import('./ContactsPanel.tsx').then((m) => m.ContactsPanel),
    }),
    fill(clientMain, {
      id: 'care.forms',
      who: care,
      order: 25,
      load: () => import('./forms/fill/ClientFormsPanel.tsx').then((m) => m.ClientFormsPanel),
    }),
    fill(clientGlance, {
      id: 'care.plan',
      who: care,
      order: 20,
      load: () => import('./plan/PlanPanel.tsx').then((m) => m.PlanPanel),
    }),
    fill(clientAside, {
      id: 'care.safety',
      who: care,
      order: 20,
      load: () => import('./plan/SafetyPlanPanel.tsx').then((m) => m.SafetyPlanPanel),
    }),
    fill(clientAside, {
      id: 'care.locks',
      who: care,
      order: 90,
      load: () => import('./locks/LocksPanel.tsx').then((m) => m.LocksPanel),
    }),
  ],
};
