import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';

type Row = Awaited<ReturnType<typeof api.readKey>>['rows'][number];

/** Who stands behind the pseudonyms of a study; opened only when asked, after a fresh proof, and each time on the record. */
export function KeyPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const [opened, setOpened] = useState(false);
  const [forgetting, setForgetting] = useState<Row | undefined>(undefined);
  const changed = useEvidenceChanged();
  const asked = useQuery({
    queryKey: ['evidence.readKey', studyId],
    queryFn: () => api.readKey({ studyId }),
    enabled: opened,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const forget = async () => {
    if (!forgetting) return;
    await api.forgetIdentity({ participantId: forgetting.participantId });
    setForgetting(undefined);
    await changed();
    toast(t('key.forgotten'));
  };
  return (
    <Page
      title={t('key.title')}
      lede={t('key.lede')}
      stage="listen"
      back={{ to: '/studies', label: t('studies.title') }}
    >
      <Panel title={t('key.title')} stage="listen">
        {opened ? (
          <Answer of={asked}>{({ rows }) => <Opened rows={rows} onForget={setForgetting} />}</Answer>
        ) : (
          <Button kind="primary" onClick={() => setOpened(true)}>
            {t('key.open')}
          </Button>
        )}
      </Panel>
      <Confirm
        open={forgetting !== undefined}
        onClose={() => setForgetting(undefined)}
        title={t('key.forgetAsk', { name: forgetting?.pseudonym ?? '' })}
        yes={t('key.forget')}
        danger
        onYes={forget}
      >
        {t('key.forgetHint')}
      </Confirm>
    </Page>
  );
}

function Opened(props: { rows: readonly Row[]; onForget: (row: Row) => void }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <DataList
      caption={t('key.title')}
      rows={props.rows}
      rowKey={(row) => row.participantId}
      empty={<EmptyState title={t('key.none')} hint={t('key.noneHint')} />}
      actions={(row) =>
        row.identity !== null && (
          <Button
            kind="plain"
            size="small"
            label={t('key.forgetAsk', { name: row.pseudonym })}
            onClick={() => props.onForget(row)}
          >
            {t('key.forget')}
          </Button>
        )
      }
      actionsLabel={t('key.forget')}
      columns={[
        { key: 'pseudonym', label: t('texts.pseudonym'), show: (row) => row.pseudonym },
        { key: 'identity', label: t('people.identity'), show: (row) => row.identity ?? t('key.gone') },
        { key: 'kept', label: t('key.kept'), show: (row) => format.day(row.keptAt.slice(0, 10)) },
      ]}
    />
  );
}
