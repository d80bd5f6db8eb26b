import { useState } from 'react';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { RapidRow } from './RapidRow.tsx';
import { type Layer, ratingsAt, type Shared, type Subject } from './shared.ts';
import { SubjectsField, useSubjects } from './Subjects.tsx';
import { WhoseField } from './WhoseField.tsx';

/** The matrix first: one site or person, one domain, and a line for each construct to type a summary and a rating straight in. */
export function RapidPanel(props: Shared) {
  const t = useWords(words);
  const { codebook } = props;
  const of = useSubjects(props);
  const [layer, setLayer] = useState<Layer>('analyst');
  const [chosen, choose] = useState<string | null>(null);
  const domains = codebook.codes.filter((entry) => entry.kind === 'domain');
  const [domain, setDomain] = useState(domains[0]?.code ?? '');
  const subject = of.subjects.find((one) => one.id === chosen) ?? of.subjects[0];
  if (subject === undefined && of.kind === 'site')
    return <EmptyState title={t('rating.noSites')} hint={t('rating.noSitesHint')} />;
  const top = codebook.nameOf(domain);
  const constructs = codebook.codes.filter(
    (entry) => entry.kind === 'construct' && codebook.above(entry.code).split(' › ')[0] === top,
  );
  return (
    <Stack gap={4}>
      <p>{t('rapid.hint')}</p>
      <SubjectsField of={of} />
      <SelectField
        label={t(of.kind === 'site' ? 'rapid.site' : 'rapid.participant')}
        options={of.subjects.map(({ id, name }) => ({ value: id, label: name }))}
        value={subject?.id ?? null}
        onChange={choose}
      />
      <WhoseField value={layer} onChange={setLayer} />
      <ChoiceField
        label={t('matrix.byDomain')}
        choices={domains.map(({ code }) => ({ value: code, label: codebook.nameOf(code) }))}
        value={domain}
        onChange={setDomain}
      />
      {subject !== undefined && (
        <Rows {...props} subject={subject} layer={layer} constructs={constructs.map(({ code }) => code)} />
      )}
    </Stack>
  );
}

/** One line a construct; each keeps the version it last saved, so that typing on is never a conflict with oneself. */
function Rows(props: Shared & { subject: Subject; layer: Layer; constructs: readonly string[] }) {
  const { found, subject, layer, codebook, study } = props;
  const client = useQueryClient();
  const changed = () => client.invalidateQueries({ queryKey: ['coding.listRatings', study] });
  return (
    <Stack gap={3}>
      {props.constructs.map((construct) => {
        const known = ratingsAt(found, construct, subject).find((row) =>
          layer === 'analyst' ? row.own : row.layer === 'consensus',
        );
        return (
          <RapidRow
            key={`${construct}.${subject.id}.${layer}`}
            name={codebook.nameOf(construct)}
            cell={{ study, construct, subject, layer }}
            known={known}
            onSaved={changed}
          />
        );
      })}
    </Stack>
  );
}
