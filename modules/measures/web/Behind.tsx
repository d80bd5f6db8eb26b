import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import classes from './measures.module.css';

/** The records behind a figure, for those who may see clients; asked only when opened, because looking is recorded. */
export function Behind(props: { measure: string; siteId: string | null; from: string; to: string }) {
  const t = useWords(words);
  const { roles } = useMe();
  const [open, setOpen] = useState(false);
  const mayOpen = roles.some(({ role }) => ['coordinator', 'worker', 'clinician'].includes(role));
  if (!mayOpen) return null;
  if (!open)
    return (
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('figures.open')}
      </Button>
    );
  return <Records {...props} />;
}

function Records(props: { measure: string; siteId: string | null; from: string; to: string }) {
  const t = useWords(words);
  const { day } = useFormat();
  const asked = useQuery({ queryKey: ['measures.openFigure', props], queryFn: () => api.openFigure(props) });
  return (
    <Answer of={asked} waiting={<Skeletons shape="lines" count={4} />}>
      {({ rows, more }) =>
        rows.length === 0 ? (
          <EmptyState plain title={t('figures.noRecords')} />
        ) : (
          <>
            <ul className={classes['records']}>
              {rows.map((row, index) => (
                <li key={`${row.clientId} ${row.day} ${index}`}>
                  <Link to={`/clients/${row.clientId}`}>{t('figures.record', { day: day(row.day) })}</Link>
                </li>
              ))}
            </ul>
            {more && <p>{t('figures.more')}</p>}
          </>
        )
      }
    </Answer>
  );
}
