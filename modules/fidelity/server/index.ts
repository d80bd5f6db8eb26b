import { serve } from '../../../kernel/server/module.ts';
import { fidelity } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { agreeAlike, agreeItem, carryItem, closeReview, correctReview, recordsBeside } from './agreeing.ts';
import { addReviewer, excuseReviewer, listReviewable, startReview, withdrawReview } from './review.ts';
import { finishScores, scoreItem } from './scoring.ts';
import { listReviews, openReview, readEdition } from './show.ts';

/** Reviews of fidelity by people, as the server keeps them. */
export const fidelityServer = serve(
  fidelity,
  {
    ...{ listReviews, listReviewable, startReview, addReviewer, excuseReviewer, withdrawReview },
    ...{ openReview, recordsBeside, readEdition, scoreItem, finishScores },
    ...{ agreeItem, agreeAlike, closeReview, correctReview, carryItem },
  },
  { words },
);
