import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import words from '../../words.json' with { type: 'json' };
import type { Shared, Subject } from './shared.ts';

/** What is rated: the sites, or the people heard, all of them or those of one site. */
export function useSubjects({ found, sites }: Shared) {
  const [kind, setKind] = useState<Subject['kind']>('site');
  const [siteId, setSite] = useState<string | null>(null);
  const people = found.participants.filter((one) => siteId === null || one.siteId === siteId);
  const subjects: readonly Subject[] =
    kind === 'site'
      ? sites.map(({ id, name }) => ({ kind, id, name }))
      : people.map(({ id, pseudonym, part }) => ({
          kind,
          id,
          name: part ? `${pseudonym} · ${part}` : pseudonym,
        }));
  return { kind, setKind, siteId, setSite, subjects, sites, people: found.participants.length };
}

/** Sites or participants, and of which site; nothing where nobody was heard under a pseudonym. */
export function SubjectsField(props: { of: ReturnType<typeof useSubjects> }) {
  const t = useWords(words);
  const { of } = props;
  if (of.people === 0) return null;
  return (
    <>
      <ChoiceField
        label={t('rating.subjects')}
        choices={[
          { value: 'site', label: t('rating.bySite') },
          { value: 'participant', label: t('rating.byParticipant') },
        ]}
        value={of.kind}
        onChange={(value) => of.setKind(value === 'participant' ? 'participant' : 'site')}
      />
      {of.kind === 'participant' && (
        <SelectField
          label={t('rating.ofSite')}
          options={of.sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={of.siteId}
          onChange={of.setSite}
          clearable
          required={false}
        />
      )}
    </>
  );
}
