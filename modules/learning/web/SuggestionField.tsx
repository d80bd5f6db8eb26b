import { caller } from '../../../kernel/web/call.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import type { evidence } from '../../evidence/contract.ts';
import words from '../words.json' with { type: 'json' };

const evidenceApi = caller<typeof evidence>('evidence');
const shownOf = 70;

/** The suggestion that something comes from, among those this person sees; silent where there are none. */
export function SuggestionField(props: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useWords(words);
  const { data } = useQuery({
    queryKey: ['evidence.listSuggestions', 'all'],
    queryFn: () => evidenceApi.listSuggestions({ limit: 100 }),
  });
  const options = (data?.rows ?? []).map(({ id, text }) => ({
    value: id,
    label: text.length > shownOf ? `${text.slice(0, shownOf)} …` : text,
  }));
  if (options.length === 0) return null;
  return (
    <SelectField
      label={t('suggestion.field')}
      hint={t('suggestion.fieldHint')}
      required={false}
      clearable
      options={options}
      value={options.some(({ value }) => value === props.value) ? props.value : null}
      onChange={props.onChange}
    />
  );
}
