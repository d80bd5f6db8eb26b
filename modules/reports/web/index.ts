import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { studyPlace } from '../../evidence/web/index.ts';
import words from '../words.json' with { type: 'json' };

const researchers = ['evaluator', 'steward'];
const readers = ['steward', 'coordinator', 'lead', 'funder'];

/** Reports, as screens. */
export const reportsWeb: WebModule = {
  id: 'reports',
  words,
  pages: [
    {
      path: '/reports',
      title: 'page.title',
      who: readers,
      load: () => import('./ReportPage.tsx').then((m) => m.ReportPage),
    },
    {
      path: '/study-report/:id',
      title: 'study.title',
      who: researchers,
      load: () => import('./study/StudyReportPage.tsx').then((m) => m.StudyReportPage),
    },
  ],
  menu: [{ section: 'reports', path: '/reports', label: 'menu.reports', who: readers, order: 10 }],
  panels: [
    fill(studyPlace, {
      id: 'reports.study',
      who: researchers,
      order: 50,
      load: () => import('./study/StudyReportPanel.tsx').then((m) => m.StudyReportPanel),
    }),
  ],
};
