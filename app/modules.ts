import type { ServerModule } from '../kernel/server/module.ts';
import { careServer } from '../modules/care/server/index.ts';
import { codingServer } from '../modules/coding/server/index.ts';
import { directoryServer } from '../modules/directory/server/index.ts';
import { employmentServer } from '../modules/employment/server/index.ts';
import { evidenceServer } from '../modules/evidence/server/index.ts';
import { exchangeServer } from '../modules/exchange/server/index.ts';
import { fidelityServer } from '../modules/fidelity/server/index.ts';
import { groundworkServer } from '../modules/groundwork/server/index.ts';
import { identityServer } from '../modules/identity/server/index.ts';
import { learningServer } from '../modules/learning/server/index.ts';
import { measuresServer } from '../modules/measures/server/index.ts';
import { networkServer } from '../modules/network/server/index.ts';
import { oversightServer } from '../modules/oversight/server/index.ts';
import { pathwayServer } from '../modules/pathway/server/index.ts';
import { peopleServer } from '../modules/people/server/index.ts';
import { reportsServer } from '../modules/reports/server/index.ts';
import { staffingServer } from '../modules/staffing/server/index.ts';
import { supplyServer } from '../modules/supply/server/index.ts';
import { vocabularyServer } from '../modules/vocabulary/server/index.ts';

/** The capabilities of the server, in the order of architecture.json. */
export const modules: readonly ServerModule[] = [
  identityServer,
  vocabularyServer,
  peopleServer,
  directoryServer,
  pathwayServer,
  careServer,
  employmentServer,
  supplyServer,
  staffingServer,
  measuresServer,
  evidenceServer,
  codingServer,
  learningServer,
  groundworkServer,
  fidelityServer,
  networkServer,
  reportsServer,
  exchangeServer,
  oversightServer,
];
