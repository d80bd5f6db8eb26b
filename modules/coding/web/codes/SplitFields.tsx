import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

type Taken = { readonly id: string; readonly version: number };

/** The passages of a code, to choose those that go to the new one. */
export function SplitFields(props: {
  studyId: string;
  code: string;
  value: readonly Taken[];
  onChange: (codings: readonly Taken[]) => void;
}) {
  const t = useWords(words);
  const asked = useQuery({
    queryKey: ['coding.listCodingsOf', props.studyId, props.code],
    queryFn: () => api.listCodingsOf({ study: props.studyId, code: props.code }),
  });
  return (
    <Answer of={asked}>
      {({ rows }) => (
        <ManyChoiceField
          label={t('codebook.whichPassages')}
          error={rows.length === 0 ? t('codebook.noPassages') : undefined}
          choices={rows.map((row) => ({ value: row.id, label: row.quote.slice(0, 160), hint: row.label }))}
          value={props.value.map((one) => one.id)}
          onChange={(ids) =>
            props.onChange(
              rows.filter((row) => ids.includes(row.id)).map(({ id, version }) => ({ id, version })),
            )
          }
        />
      )}
    </Answer>
  );
}
