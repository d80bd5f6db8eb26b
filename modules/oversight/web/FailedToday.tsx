import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

/** How much work failed between modules and waits for somebody; silent while none did. */
export function FailedToday() {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({ queryKey: ['oversight.failedJobs'], queryFn: () => api.failedJobs({}) });
  const count = asked.data?.jobs.length ?? 0;
  if (count === 0) return null;
  return (
    <Panel
      title={t('failed.title')}
      actions={
        <ButtonLink size="small" to="/failed-work">
          {t('failed.look')}
        </ButtonLink>
      }
    >
      <p>{t('failed.count', { count: format.number(count) })}</p>
    </Panel>
  );
}
