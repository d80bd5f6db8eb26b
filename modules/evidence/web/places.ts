import { place } from '../../../kernel/web/panels.tsx';

/** Beside the texts of a study: what is made of them. */
export const studyPlace = place<{ studyId: string }>('evidence.study');
