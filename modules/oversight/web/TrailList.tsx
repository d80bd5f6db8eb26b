import { useFormat } from '../../../kernel/web/format.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import type { TrailEntry } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { short, useNames } from './api.ts';
import classes from './oversight.module.css';

const tones = { create: 'deliver', read: 'still', execute: 'listen', refused: 'bad' } as const;
const shownAtMost = 3;

/** The lines of the trail; an operation narrows to itself, a client opens who else was in that record. */
export function TrailList(props: {
  rows: readonly TrailEntry[];
  onOperation: (operation: string) => void;
  onMore: (() => void) | undefined;
  busy: boolean;
}) {
  const t = useWords(words);
  const format = useFormat();
  const names = useNames();
  return (
    <DataList
      caption={t('trail.title')}
      rows={props.rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'who',
          label: t('trail.who'),
          show: (row) =>
            row.accountId === null ? t('trail.nobody') : (row.name ?? names.role(row.roles[0] ?? 'system')),
        },
        {
          key: 'roles',
          label: t('trail.as'),
          show: (row) => row.roles.map(names.role).join(', '),
          wideOnly: true,
        },
        {
          key: 'when',
          label: t('trail.when'),
          show: (row) => <span className={classes['when']}>{format.moment(row.at)}</span>,
        },
        {
          key: 'what',
          label: t('trail.what'),
          show: (row) => (
            <div className={classes['what']}>
              <Badge tone={tones[row.action]}>{t(`action.${row.action}`)}</Badge>
              {row.override && <Badge tone="warn">{t('trail.override')}</Badge>}
              <span>{names.area(row.operation)}</span>
              <Button
                kind="plain"
                size="small"
                label={t('trail.only', { operation: row.operation })}
                onClick={() => props.onOperation(row.operation)}
              >
                <code>{row.operation}</code>
              </Button>
            </div>
          ),
        },
        {
          key: 'whose',
          label: t('trail.whose'),
          show: (row) => (row.subjects.length === 0 ? null : <Subjects of={row.subjects} />),
        },
      ]}
      empty={<EmptyState title={t('trail.none')} hint={t('trail.noneHint')} />}
      onMore={props.onMore}
      moreBusy={props.busy}
    />
  );
}

function Subjects(props: { of: readonly string[] }) {
  const t = useWords(words);
  const rest = props.of.length - shownAtMost;
  return (
    <div className={classes['subjects']}>
      {props.of.slice(0, shownAtMost).map((id) => (
        <Link key={id} to={`/audit/clients/${id}`} aria-label={t('trail.openClient', { id: short(id) })}>
          <code>…{short(id)}</code>
        </Link>
      ))}
      {rest > 0 && <span>{t('trail.moreClients', { count: rest })}</span>}
    </div>
  );
}
