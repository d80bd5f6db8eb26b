import { useQuery } from '../../../kernel/web/queries.ts';
import { useRead, vocabularyApi } from './api.ts';

const published = { staleTime: Number.POSITIVE_INFINITY } as const;

/** The names of the program models by key, in the reader's language. */
export function usePrograms(): ReadonlyMap<string, string> {
  const read = useRead();
  const asked = useQuery({
    queryKey: ['vocabulary.listPrograms'],
    queryFn: () => vocabularyApi.listPrograms({}),
    ...published,
  });
  return new Map((asked.data?.programs ?? []).map(({ key, name }) => [key, read(name)]));
}

/** Where the published profiles of a program stand, and what their settings are called; nothing for programs without profiles. */
export function useProfiles(programs: readonly string[]) {
  const [key] = programs;
  const asked = useQuery({
    queryKey: ['network.profilesOf', key],
    queryFn: async () => {
      const { program } = await vocabularyApi.getProgram({ key: key ?? '' });
      if (program.profiles === undefined) return null;
      const { terms } = await vocabularyApi.getProfiles({ key: program.profiles.key });
      return { path: `/programs/${program.key}/profiles/${program.profiles.key}`, codes: terms.codes };
    },
    enabled: key !== undefined,
    ...published,
  });
  const { data } = asked;
  return data
    ? { path: data.path, settingOf: (code: string) => data.codes.find((entry) => entry.code === code)?.name }
    : undefined;
}
