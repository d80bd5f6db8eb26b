import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useLocale } from '../../../../kernel/web/words.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import type { AskedSurvey, SurveyContent } from '../../contract.ts';
import { api } from '../api.ts';

/** The surveys of a study that are asked here. */
export function useAskedSurveys(studyId: string) {
  return useQuery({
    queryKey: ['evidence.listAskedSurveys', studyId],
    queryFn: () => api.listAskedSurveys({ studyId }),
  });
}

/** One survey with who was asked. */
export function useAskedSurvey(id: string) {
  return useQuery({
    queryKey: ['evidence.readAskedSurvey', id],
    queryFn: () => api.readAskedSurvey({ id }),
  });
}

/** Says that everything known of surveys must be asked again. */
export function useSurveysChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('evidence.') });
}

/** One thing done to a survey: afterwards everything known of surveys is asked again. */
export function useSurveyAct(done: () => void = () => undefined) {
  return useAct({ changed: useSurveysChanged(), done });
}

/** Keeps a changed content of a survey. */
export function useSaving(survey: AskedSurvey, done?: () => void) {
  const { act, ...rest } = useSurveyAct(done);
  const { id, version } = survey;
  const save = (content: SurveyContent, said: string) =>
    act(() => api.saveSurvey({ id, version, content }), said);
  return { ...rest, save };
}

type Both = { readonly en: string; readonly fr: string };

/** A text in the reader's language, or in the other while it is the only one. */
export function useSaidIn(): (said: Both) => string {
  const { locale } = useLocale();
  return (said) => said[locale] || said.en || said.fr;
}
