import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import type { Group } from '../../asked/groups.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

const keyOf = (group: Group) => `${group.variableId} ${group.value}`;

/** Narrows the matrix to those of whom a variable holds one value. Nothing shows in a study that knows nothing of who spoke. */
export function GroupField(props: {
  studyId: string;
  value: Group | undefined;
  onChange: (group: Group | undefined) => void;
}) {
  const t = useWords(words);
  const { studyId, value } = props;
  const { data } = useQuery({
    queryKey: ['coding.listGroups', studyId],
    queryFn: () => api.listGroups({ study: studyId }),
  });
  const groups = new Map<string, Group>();
  const options = (data?.rows ?? []).flatMap(({ variableId, name, values }) =>
    values.map((one) => {
      const group = { variableId, value: one.value };
      groups.set(keyOf(group), group);
      return {
        value: keyOf(group),
        label: t('matrix.groupTexts', { name, value: one.value, n: one.texts }),
      };
    }),
  );
  if (options.length === 0) return null;
  return (
    <SelectField
      label={t('matrix.within')}
      placeholder={t('matrix.everybody')}
      options={options}
      value={value ? keyOf(value) : null}
      onChange={(key) => props.onChange(key === null ? undefined : groups.get(key))}
      clearable
    />
  );
}
