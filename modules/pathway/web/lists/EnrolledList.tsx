import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import type { EnrolmentLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useNameOf, useProgram } from '../api.ts';
import { StageSheet } from './EnrolSheet.tsx';
import { usePages } from './usePages.ts';

/** Who is in the program now, by stage, the longest in it first. */
export function EnrolledList(props: { siteId: string; programCode: string }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useNameOf();
  const { siteId, programCode } = props;
  const program = useProgram(programCode);
  const [moving, setMoving] = useState<EnrolmentLine | undefined>(undefined);
  const list = usePages(['pathway.listEnrolled', siteId, programCode], (after) =>
    api.listEnrolled({ siteId, programCode, ...(after ? { after } : {}) }),
  );
  return (
    <Answer of={list.of}>
      {(rows) => (
        <>
          <DataList
            caption={t('tabs.enrolled')}
            rows={rows}
            columns={[
              { key: 'client', label: t('list.client'), show: (row) => row.clientName || t('list.hidden') },
              { key: 'stage', label: t('list.stage'), show: (row) => nameOf(program?.stages, row.stageCode) },
              { key: 'since', label: t('list.since'), show: (row) => format.ago(row.stageSince) },
            ]}
            rowKey={(row) => row.id}
            to={(row) => `/clients/${row.clientId}`}
            actionsLabel={t('list.actions')}
            actions={(row) => (
              <Button size="small" onClick={() => setMoving(row)}>
                {t('stage.move')}
              </Button>
            )}
            empty={<EmptyState title={t('enrolled.none')} hint={t('waits.noneHint')} />}
            onMore={list.more}
            moreBusy={list.busy}
          />
          {moving && <StageSheet enrolment={moving} onClose={() => setMoving(undefined)} />}
        </>
      )}
    </Answer>
  );
}
