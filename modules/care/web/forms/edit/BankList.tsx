import { useState } from 'react';
import { useQuery } from '../../../../../kernel/web/queries.ts';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { DataList } from '../../../../../ui/data/DataList.tsx';
import { SearchField } from '../../../../../ui/fields/SearchField.tsx';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { Question } from '../../../../vocabulary/model.ts';
import { fold } from '../../../../vocabulary/web/index.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';

/** The words a question is found by, in both languages, without accents. */
export const findable = ({ code, words: asked, meaning, choices = [] }: Question): string =>
  fold(
    [asked, meaning, ...choices.map((one) => one.name)].reduce(
      (all, said) => `${all} ${said.en} ${said.fr}`,
      code,
    ),
  );

/** The question bank, every question once, with the forms that ask it. */
export function BankList() {
  const t = useWords(words);
  const read = useRead();
  const [typed, setTyped] = useState('');
  const asked = useQuery({ queryKey: ['care.listQuestions'], queryFn: () => api.listQuestions({}) });
  return (
    <Panel hint={t('form.bankHint')} title={t('form.bank')}>
      <Stack>
        <SearchField label={t('form.findQuestion')} value={typed} onChange={setTyped} />
        <Answer of={asked}>
          {({ rows }) => (
            <DataList
              caption={t('form.bank')}
              rows={rows.filter((row) => findable(row.question).includes(fold(typed.trim())))}
              rowKey={(row) => row.question.code}
              to={(row) => `/forms/questions/${row.question.code}`}
              columns={[
                { key: 'words', label: t('form.question'), show: (row) => read(row.question.words) },
                { key: 'kind', label: t('form.kind'), show: (row) => t(`form.kind.${row.question.kind}`) },
                {
                  key: 'forms',
                  label: t('form.askedIn'),
                  show: (row) => row.forms.map((form) => read(form.name)).join(', '),
                },
                { key: 'versions', label: t('form.versions'), numeric: true, show: (row) => row.versions },
              ]}
              empty={<EmptyState plain title={t('form.noneFound')} />}
            />
          )}
        </Answer>
      </Stack>
    </Panel>
  );
}
