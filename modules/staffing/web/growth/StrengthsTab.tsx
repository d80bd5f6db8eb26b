import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useChoices, useNameOf, useRead } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { useList } from '../api.ts';
import classes from '../staffing.module.css';
import { useStrengths } from './MyStrengths.tsx';

/** Who in the community may be asked for what, whatever their site. */
export function StrengthsTab() {
  const t = useWords(words);
  const nameOf = useNameOf();
  const read = useRead();
  const choices = useChoices();
  const list = useList('strength');
  const asked = useStrengths();
  const [wanted, want] = useState<string | null>(null);
  return (
    <Stack>
      <SelectField
        label={t('strength.find')}
        placeholder={t('strength.all')}
        options={choices(list)}
        value={wanted}
        onChange={want}
        clearable
      />
      <Panel>
        <Answer of={asked}>
          {({ people }) => (
            <DataList
              caption={t('tab.strengths')}
              rows={people.filter((one) => wanted === null || one.codes.includes(wanted))}
              rowKey={(one) => one.accountId}
              columns={[
                { key: 'person', label: t('strength.person'), show: (one) => one.name },
                {
                  key: 'where',
                  label: t('strength.where'),
                  show: (one) => one.sites.map(({ name }) => read(name)).join(', '),
                },
                {
                  key: 'what',
                  label: t('strength.what'),
                  show: (one) => (
                    <span className={classes['badges']}>
                      {one.codes.map((code) => (
                        <Badge key={code}>{nameOf(list, code)}</Badge>
                      ))}
                    </span>
                  ),
                },
              ]}
              empty={<EmptyState title={t('strength.none')} hint={t('strength.noneHint')} />}
            />
          )}
        </Answer>
      </Panel>
    </Stack>
  );
}
