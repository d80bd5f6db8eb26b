import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import type { WebModule } from '../../../kernel/web/module.ts';
import { studyPlace } from '../../evidence/web/index.ts';
import words from '../words.json' with { type: 'json' };

export { SmallGroups, type SmallDecision, smallDecision } from './quotes/SmallGroups.tsx';

const readers = ['evaluator', 'steward', 'lead', 'coordinator'] as const;
const researchers = ['evaluator', 'steward'] as const;
const voters = [...readers, 'worker', 'clinician'] as const;

/** What passages mean, as screens: coding a text, and the matrix that opens its quotes. */
export const codingWeb: WebModule = {
  id: 'coding',
  words,
  pages: [
    {
      path: '/texts/:id',
      title: 'text.title',
      who: researchers,
      load: () => import('./desk/CodingPage.tsx').then((m) => m.CodingPage),
    },
    {
      path: '/texts/:id/names',
      title: 'redact.title',
      who: researchers,
      load: () => import('./redact/RedactPage.tsx').then((m) => m.RedactPage),
    },
    {
      path: '/texts/:id/versions',
      title: 'versions.title',
      who: researchers,
      load: () => import('./text/VersionsPage.tsx').then((m) => m.VersionsPage),
    },
    {
      path: '/codebook/:id',
      title: 'codebook.title',
      who: readers,
      load: () => import('./codes/CodebookPage.tsx').then((m) => m.CodebookPage),
    },
    {
      path: '/answers/:id',
      title: 'answers.title',
      who: researchers,
      load: () => import('./answers/AnswersPage.tsx').then((m) => m.AnswersPage),
    },
    {
      path: '/memos/:id',
      title: 'memos.title',
      who: researchers,
      load: () => import('./memos/MemosPage.tsx').then((m) => m.MemosPage),
    },
    {
      path: '/themes/:id',
      title: 'themes.title',
      who: researchers,
      load: () => import('./themes/ThemesPage.tsx').then((m) => m.ThemesPage),
    },
    {
      path: '/quotes/:id',
      title: 'quotesTable.title',
      who: readers,
      load: () => import('./quotes/QuotesPage.tsx').then((m) => m.QuotesPage),
    },
    {
      path: '/matrix',
      title: 'matrix.title',
      who: readers,
      load: () => import('./matrix/MatrixPage.tsx').then((m) => m.MatrixPage),
    },
    {
      path: '/agreement',
      title: 'agree.title',
      who: researchers,
      load: () => import('./agreement/AgreementPage.tsx').then((m) => m.AgreementPage),
    },
    {
      path: '/ratings',
      title: 'rating.title',
      who: researchers,
      load: () => import('./ratings/RatingsPage.tsx').then((m) => m.RatingsPage),
    },
    {
      path: '/patterns',
      title: 'pattern.title',
      who: researchers,
      load: () => import('./patterns/PatternsPage.tsx').then((m) => m.PatternsPage),
    },
    {
      path: '/rankings',
      title: 'ranking.title',
      who: voters,
      load: () => import('./rankings/RankingsPage.tsx').then((m) => m.RankingsPage),
    },
    {
      path: '/rankings/:id',
      title: 'ranking.title',
      who: voters,
      load: () => import('./rankings/RankingPage.tsx').then((m) => m.RankingPage),
    },
    {
      path: '/consensus/:id',
      title: 'consensus.title',
      who: researchers,
      load: () => import('./agreement/ConsensusPage.tsx').then((m) => m.ConsensusPage),
    },
  ],
  menu: [
    { section: 'understand', path: '/matrix', label: 'matrix.title', who: readers, order: 10 },
    { section: 'understand', path: '/agreement', label: 'agree.title', who: researchers, order: 14 },
    { section: 'understand', path: '/patterns', label: 'pattern.title', who: researchers, order: 16 },
    { section: 'understand', path: '/ratings', label: 'rating.title', who: researchers, order: 12 },
    { section: 'understand', path: '/rankings', label: 'ranking.title', who: voters, order: 18 },
  ],
  panels: [
    fill(todayPlace, {
      id: 'coding.rankings',
      who: voters,
      order: 28,
      load: () => import('./rankings/RankingsToday.tsx').then((m) => m.RankingsToday),
    }),
    fill(todayPlace, {
      id: 'coding.today',
      who: researchers,
      order: 30,
      load: () => import('./TextsToday.tsx').then((m) => m.TextsToday),
    }),
    fill(studyPlace, {
      id: 'coding.matrix',
      who: readers,
      order: 10,
      load: () => import('./matrix/MatrixPanel.tsx').then((m) => m.MatrixPanel),
    }),
    fill(studyPlace, {
      id: 'coding.themes',
      who: researchers,
      order: 20,
      load: () => import('./themes/ThemesPanel.tsx').then((m) => m.ThemesPanel),
    }),
    fill(studyPlace, {
      id: 'coding.rankingsOf',
      who: researchers,
      order: 24,
      load: () => import('./rankings/RankingsPanel.tsx').then((m) => m.RankingsPanel),
    }),
  ],
};
