import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { keepPreviousData, useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { calledBy } from '../../people/model.ts';
import words from '../words.json' with { type: 'json' };
import { peopleApi } from './api.ts';
import classes from './pathway.module.css';

/** One client found by name, beginning or near spelling. */
export function ClientPicker(props: {
  onChoose: (client: { clientId: string; name: string }) => void;
  autoFocus?: boolean;
}) {
  const t = useWords(words);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const found = useQuery({
    queryKey: ['people.searchClients', text],
    queryFn: ({ signal }) => peopleApi.searchClients({ text, limit: 8 }, { signal }),
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  });
  const rows = text.length > 1 ? (found.data?.rows ?? []) : [];
  return (
    <Stack gap={2}>
      <SearchField label={t('picker.label')} value={typed} onChange={setTyped} autoFocus={props.autoFocus} />
      <Failure of={found.error} />
      <ul className={classes['plain']} aria-label={t('picker.found')}>
        {rows.map((row) => (
          <li key={row.clientId}>
            <Button
              kind="plain"
              wide
              onClick={() => props.onChoose({ clientId: row.clientId, name: calledBy(row) })}
            >
              {calledBy(row)}
              {row.birthDate && ` · ${t('picker.born', { day: format.day(row.birthDate) })}`}
            </Button>
          </li>
        ))}
      </ul>
      {text.length > 1 && found.isFetched && rows.length === 0 && <p role="status">{t('picker.none')}</p>}
    </Stack>
  );
}
