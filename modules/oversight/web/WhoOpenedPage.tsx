import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api, short, useNames } from './api.ts';

/** Everybody who was in one client's record, the latest first; the record itself stays closed to the officer. */
export function WhoOpenedPage() {
  const t = useWords(words);
  const format = useFormat();
  const names = useNames();
  const clientId = useParam('id');
  const asked = useQuery({
    queryKey: ['oversight.whoOpened', clientId],
    queryFn: () => api.whoOpened({ clientId }),
  });
  return (
    <Page
      title={t('opened.title')}
      lede={t('opened.lede', { id: short(clientId) })}
      width="wide"
      back={{ to: '/audit', label: t('trail.title') }}
      actions={<ButtonLink to={`/audit?client=${clientId}`}>{t('opened.lines')}</ButtonLink>}
    >
      <Panel>
        <Answer of={asked} waiting={<Skeletons shape="rows" />}>
          {({ people }) => (
            <DataList
              caption={t('opened.title')}
              rows={people}
              rowKey={(row) => row.accountId ?? ''}
              to={(row) =>
                row.accountId === null ? undefined : `/audit?client=${clientId}&person=${row.accountId}`
              }
              columns={[
                {
                  key: 'who',
                  label: t('trail.who'),
                  show: (row) =>
                    row.accountId === null
                      ? t('trail.nobody')
                      : (row.name ?? names.role(row.roles[0] ?? 'system')),
                },
                { key: 'roles', label: t('trail.as'), show: (row) => row.roles.map(names.role).join(', ') },
                {
                  key: 'read',
                  label: t('opened.read'),
                  numeric: true,
                  show: (row) => format.number(row.read),
                },
                {
                  key: 'written',
                  label: t('opened.written'),
                  numeric: true,
                  show: (row) => format.number(row.written),
                },
                { key: 'last', label: t('opened.last'), show: (row) => format.moment(row.last) },
                {
                  key: 'first',
                  label: t('opened.first'),
                  show: (row) => format.moment(row.first),
                  wideOnly: true,
                },
                {
                  key: 'override',
                  label: t('trail.override'),
                  show: (row) =>
                    row.overrides === 0 ? null : <Badge tone="warn">{format.number(row.overrides)}</Badge>,
                },
              ]}
              empty={<EmptyState title={t('opened.none')} hint={t('opened.noneHint')} />}
            />
          )}
        </Answer>
      </Panel>
    </Page>
  );
}
