import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import type { Shared } from '../ratings/shared.ts';
import { DomainPanel } from './DomainPanel.tsx';

const allSites = 'all';

/** The memo of a site: each domain with its summary, the team's ratings with their reasons, and the words behind both. */
export function SiteMemo(props: Shared) {
  const t = useWords(words);
  const { study, sites, codebook } = props;
  const [chosen, choose] = useState<string>(sites[0]?.id ?? allSites);
  const siteId = chosen === allSites ? null : chosen;
  const asked = useQuery({
    queryKey: ['coding.readSiteMemo', study, siteId],
    queryFn: () => api.readSiteMemo({ study, siteId }),
  });
  const domains = codebook.codes.filter((entry) => entry.kind === 'domain');
  return (
    <Stack gap={4}>
      <SelectField
        label={t('memo.of')}
        options={[
          ...sites.map(({ id, name }) => ({ value: id, label: name })),
          { value: allSites, label: t('memo.allSites') },
        ]}
        value={chosen}
        onChange={(value) => choose(value ?? allSites)}
      />
      <Answer of={asked} waiting={<Skeletons shape="rows" count={8} />}>
        {(memo) => (
          <Stack gap={4}>
            {domains.map(({ code }) => (
              <DomainPanel
                key={`${code}.${chosen}`}
                study={study}
                siteId={siteId}
                domain={code}
                memo={memo}
                codebook={codebook}
              />
            ))}
          </Stack>
        )}
      </Answer>
    </Stack>
  );
}
