import { serve } from '../../../kernel/server/module.ts';
import { staffing } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import * as growth from './growth.ts';
import * as posts from './posts.ts';
import { listSitePeople, roster } from './roster.ts';
import * as wellbeing from './wellbeing.ts';

const { answersFor: _answersFor, ...changes } = posts;

/** The people who work here, as the server keeps them. */
export const staffingServer = serve(
  staffing,
  { ...changes, roster, listSitePeople, ...growth, ...wellbeing },
  { words },
);
