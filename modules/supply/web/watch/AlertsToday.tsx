import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { AlertCard } from './AlertCard.tsx';

/** Alerts that the reader has not read yet, on the first screen of the day. */
export function AlertsToday() {
  const t = useWords(words);
  const asked = useQuery({
    queryKey: ['supply.listAlerts', false],
    queryFn: () => api.listAlerts({ all: false }),
  });
  const unread = (asked.data?.rows ?? []).filter((alert) => !alert.readByMe).slice(0, 3);
  if (unread.length === 0) return null;
  return (
    <Stack gap={3}>
      <h2 className="visually-hidden">{t('alerts.unread')}</h2>
      {unread.map((alert) => (
        <AlertCard key={alert.id} alert={alert} />
      ))}
    </Stack>
  );
}
