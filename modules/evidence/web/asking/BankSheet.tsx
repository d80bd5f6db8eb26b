import { useState } from 'react';
import { caller } from '../../../../kernel/web/call.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { SearchField } from '../../../../ui/fields/SearchField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import type { care } from '../../../care/contract.ts';
import { fold } from '../../../vocabulary/web/index.ts';
import type { AskedSurvey, SurveyContent } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { newItem } from './ItemSheet.tsx';
import { useSaidIn, useSaving } from './useAsking.ts';

const careApi = caller<typeof care>('care');

/** Takes a question of the question bank, so that a form and a survey ask the same. */
export function BankSheet(props: { survey: AskedSurvey; draft: SurveyContent; onClose: () => void }) {
  const t = useWords(words);
  const said = useSaidIn();
  const { draft, onClose } = props;
  const [typed, setTyped] = useState('');
  const { save, busy, failure } = useSaving(props.survey, onClose);
  const asked = useQuery({ queryKey: ['care.listQuestions'], queryFn: () => careApi.listQuestions({}) });
  const taken = new Set(draft.items.map((item) => item.bank?.code));
  return (
    <Sheet open onClose={onClose} title={t('asking.fromBank')} size="large">
      <Stack>
        <SearchField label={t('asking.findInBank')} value={typed} onChange={setTyped} autoFocus />
        <Failure of={failure} while="doing" />
        <Answer of={asked}>
          {({ rows }) => (
            <DataList
              caption={t('asking.fromBank')}
              rows={rows
                .map((row) => row.question)
                .filter((one) => !taken.has(one.code))
                .filter((one) => fold(`${one.words.en} ${one.words.fr}`).includes(fold(typed.trim())))}
              rowKey={(row) => row.code}
              empty={<EmptyState plain title={t('asking.noneInBank')} />}
              columns={[
                { key: 'words', label: t('asking.question'), show: (row) => said(row.words) },
                { key: 'kind', label: t('asking.kind'), show: (row) => t(`asking.kind.${row.kind}`) },
              ]}
              actionsLabel={t('asking.take')}
              actions={(row) => (
                <Button
                  size="small"
                  busy={busy}
                  label={t('asking.takeNamed', { name: said(row.words) })}
                  onClick={() => {
                    const { code, version, kind } = row;
                    const item = { ...newItem(), kind, words: row.words, bank: { code, version } };
                    void save({ ...draft, items: [...draft.items, item] }, t('asking.saved'));
                  }}
                >
                  {t('asking.take')}
                </Button>
              )}
            />
          )}
        </Answer>
      </Stack>
    </Sheet>
  );
}
