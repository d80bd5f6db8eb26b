import { serve } from '../../../kernel/server/module.ts';
import { groundwork } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import * as engage from './engage.ts';
import * as footing from './footing.ts';
import * as plan from './plan.ts';

/** The ground a site stands on, as the server keeps it. */
export const groundworkServer = serve(groundwork, { ...plan, ...engage, ...footing }, { words });
