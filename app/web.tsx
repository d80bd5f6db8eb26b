import { createRoot } from 'react-dom/client';
import './web/trusted.ts';
import { careWeb } from '../modules/care/web/index.ts';
import { codingWeb } from '../modules/coding/web/index.ts';
import { directoryWeb } from '../modules/directory/web/index.ts';
import { employmentWeb } from '../modules/employment/web/index.ts';
import { evidenceWeb } from '../modules/evidence/web/index.ts';
import { exchangeWeb } from '../modules/exchange/web/index.ts';
import { fidelityWeb } from '../modules/fidelity/web/index.ts';
import { groundworkWeb } from '../modules/groundwork/web/index.ts';
import { identityWeb } from '../modules/identity/web/index.ts';
import { learningWeb } from '../modules/learning/web/index.ts';
import { measuresWeb } from '../modules/measures/web/index.ts';
import { networkWeb } from '../modules/network/web/index.ts';
import { oversightWeb } from '../modules/oversight/web/index.ts';
import { pathwayWeb } from '../modules/pathway/web/index.ts';
import { peopleWeb } from '../modules/people/web/index.ts';
import { reportsWeb } from '../modules/reports/web/index.ts';
import { staffingWeb } from '../modules/staffing/web/index.ts';
import { supplyWeb } from '../modules/supply/web/index.ts';
import { vocabularyWeb } from '../modules/vocabulary/web/index.ts';
import { Application } from './web/Application.tsx';
import { startOffline } from './offline/start.ts';
import { reloadWhenOutdated } from './web/newVersion.ts';

/** What every capability brings to the screen, in the order of architecture.json. */
const modules = [
  identityWeb,
  vocabularyWeb,
  peopleWeb,
  directoryWeb,
  pathwayWeb,
  careWeb,
  employmentWeb,
  supplyWeb,
  staffingWeb,
  measuresWeb,
  evidenceWeb,
  codingWeb,
  learningWeb,
  groundworkWeb,
  fidelityWeb,
  networkWeb,
  reportsWeb,
  exchangeWeb,
  oversightWeb,
];

reloadWhenOutdated();
startOffline();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Application modules={modules} />);
