import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { AgreementLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere, useProgramName } from '../api.ts';
import { useAct } from '../useAct.ts';
import { AgreementSheet } from './AgreementSheet.tsx';

/** What one's sites agreed with partners: which way, for which program, answered within how many days. */
export function AgreementsTab() {
  const t = useWords(words);
  const format = useFormat();
  const programName = useProgramName();
  const me = useMe();
  const [making, setMaking] = useState(false);
  const asked = useQuery({ queryKey: ['pathway.listAgreements'], queryFn: () => api.listAgreements({}) });
  const settles = me.roles.some(({ role }) => role === 'coordinator' || role === 'steward');
  const { act, busy, failure } = useAct(() => undefined);
  const end = ({ id, version }: AgreementLine) =>
    void act(() => api.endAgreement({ id, version, to: todayHere() }), t('agreements.saved'));
  const dates = (row: AgreementLine) =>
    row.to === null
      ? t('conditions.since', { from: format.day(row.from) })
      : t('conditions.between', { from: format.day(row.from), to: format.day(row.to) });
  return (
    <Panel
      title={t('agreements.title')}
      hint={t('agreements.hint')}
      actions={settles && <Button onClick={() => setMaking(true)}>{t('agreements.make')}</Button>}
    >
      <Failure of={failure} while="doing" />
      <Answer of={asked}>
        {({ rows }) => (
          <DataList
            caption={t('agreements.title')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'partner', label: t('agreements.partner'), show: (row) => row.partnerName },
              {
                key: 'way',
                label: t('referrals.direction'),
                show: (row) => t(`agreements.${row.direction}`),
              },
              {
                key: 'program',
                label: t('board.program'),
                show: (row) => (row.programCode ? programName(row.programCode) : t('agreements.every')),
              },
              {
                key: 'days',
                label: t('agreements.days'),
                numeric: true,
                show: (row) => format.number(row.answerDays),
              },
              { key: 'contact', label: t('agreements.contact'), show: (row) => row.contact },
              { key: 'dates', label: t('agreements.dates'), show: dates },
            ]}
            actionsLabel={t('list.actions')}
            actions={(row) =>
              settles &&
              row.to === null && (
                <Button size="small" kind="plain" busy={busy} onClick={() => end(row)}>
                  {t('agreements.end')}
                </Button>
              )
            }
            empty={<EmptyState title={t('agreements.none')} hint={t('agreements.noneHint')} />}
          />
        )}
      </Answer>
      {making && <AgreementSheet onClose={() => setMaking(false)} />}
    </Panel>
  );
}
