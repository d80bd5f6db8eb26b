import type { PaletteItem } from '../../../kernel/web/module.ts';
import { queryClient } from '../../../kernel/web/queries.ts';
import { api } from './api.ts';

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Published lessons for the command palette, by any words of their texts, in either language of their construct. */
export async function findLessons(typed: string, signal: AbortSignal): Promise<readonly PaletteItem[]> {
  const locale = document.documentElement.lang.startsWith('fr') ? 'fr' : 'en';
  const { published } = await queryClient.fetchQuery({
    queryKey: ['network.listLessons'],
    queryFn: () => api.listLessons({}, { signal }),
    staleTime: 60_000,
  });
  const asked = fold(typed).split(/\s+/).filter(Boolean);
  const said = published.map((lesson) => ({
    lesson,
    all: fold(
      [
        lesson.title,
        lesson.problem,
        lesson.tried,
        lesson.advice,
        lesson.construct?.name.en,
        lesson.construct?.name.fr,
      ].join(' '),
    ),
  }));
  return said
    .filter(({ all }) => asked.every((word) => all.includes(word)))
    .slice(0, 8)
    .map(({ lesson }) => ({
      id: lesson.id,
      label: lesson.title,
      hint: lesson.community[locale],
      path: `/share/lessons/${lesson.communityId}/${lesson.id}`,
    }));
}
