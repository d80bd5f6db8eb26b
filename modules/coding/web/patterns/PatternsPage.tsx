import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { type Codebook, useSites } from '../api.ts';
import { StudyPage } from '../StudyPage.tsx';
import { CoOccurrence } from './CoOccurrence.tsx';
import { Saturation } from './Saturation.tsx';

const levels = ['code', 'construct', 'domain'] as const;

/** What is looked at: a study, at one level of its codebook, at all its sites or one. */
export type Looked = {
  readonly study: string;
  readonly level: (typeof levels)[number];
  readonly siteId?: string;
};

/** Codes beside each other, and text after text. */
export function PatternsPage() {
  const t = useWords(words);
  return (
    <StudyPage title={t('pattern.title')} lede={t('pattern.lede')} noStudyHint={t('pattern.noStudyHint')}>
      {(study, codebook) => <Parts key={study.id} study={study.id} codebook={codebook} />}
    </StudyPage>
  );
}

function Parts(props: { study: string; codebook: Codebook }) {
  const t = useWords(words);
  const sites = useSites();
  const [level, setLevel] = useState<Looked['level']>('construct');
  const [siteId, setSite] = useState<string | null>(null);
  const looked: Looked = { study: props.study, level, ...(siteId === null ? {} : { siteId }) };
  const shared = { looked, codebook: props.codebook };
  return (
    <Stack gap={4}>
      <ChoiceField
        label={t('agree.level')}
        choices={levels.map((one) => ({ value: one, label: t(`agree.level.${one}`) }))}
        value={level}
        onChange={(value) => setLevel(levels.find((one) => one === value) ?? 'construct')}
      />
      <SelectField
        label={t('pattern.site')}
        options={sites.map(({ id, name }) => ({ value: id, label: name }))}
        value={siteId}
        onChange={setSite}
        clearable
        required={false}
      />
      <Tabs
        label={t('pattern.title')}
        tabs={[
          { id: 'together', label: t('together.title'), show: () => <CoOccurrence {...shared} /> },
          { id: 'saturation', label: t('saturation.title'), show: () => <Saturation {...shared} /> },
        ]}
      />
    </Stack>
  );
}
