import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** The trial an adaptation came from, among those of its site. */
export function TrialField(props: {
  siteId: string;
  value: string | null;
  onChange: (trialId: string | null) => void;
}) {
  const t = useWords(words);
  const { siteId } = props;
  const asked = useQuery({
    queryKey: ['learning.listTrials', siteId],
    queryFn: () => api.listTrials({ siteId }),
    enabled: siteId !== '',
  });
  const trials = asked.data?.trials ?? [];
  if (trials.length === 0) return null;
  return (
    <SelectField
      label={t('adapt.trial')}
      required={false}
      clearable
      options={trials.map((trial) => ({ value: trial.id, label: trial.title }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
