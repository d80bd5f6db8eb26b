import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { saveFile } from '../../../../kernel/web/call.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { supply, WorklistRow } from '../../contract.ts';
import { rowStates } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSupplyChanged } from '../api.ts';
import classes from '../supply.module.css';
import { KeepForm } from '../watch/KeepForm.tsx';
import { AffectedList } from './AffectedList.tsx';

type List = OutputOf<typeof supply.operations.openWorklist>;

/** One list to work through, client by client. */
export function WorklistPage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useQuery({
    queryKey: ['supply.openWorklist', id],
    queryFn: () => api.openWorklist({ id }),
  });
  const back = { to: '/supply/affected', label: t('affected.title') };
  return (
    <Page
      title={asked.data?.worklist.title ?? t('affected.lists')}
      back={back}
      stage="deliver"
      lede={asked.data?.worklist.why}
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" count={6} />}>
        {(list) => <Worklist list={list} />}
      </Answer>
    </Page>
  );
}

function Worklist(props: { list: List }) {
  const t = useWords(words);
  const format = useFormat();
  const { locale } = useLocale();
  const { worklist, rows } = props.list;
  const [marking, setMarking] = useState<WorklistRow | undefined>(undefined);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: () => undefined });
  const { id, version, toDo, done, notNeeded } = worklist;
  const take = async () => saveFile(await api.fetchWorklist({ id, locale }));
  const close = () => api.closeWorklist({ id, version, closedOn: todayHere() });
  return (
    <Stack>
      <Row apart>
        <p className={classes['quiet']} role="status">
          {t('affected.progress', { done: done + notNeeded, all: done + notNeeded + toDo })}
        </p>
        <Row>
          <Button onClick={() => void act(take, t('affected.export'))} busy={busy}>
            {t('affected.export')}
          </Button>
          {worklist.closedOn === null && toDo === 0 && (
            <Button kind="primary" onClick={() => void act(close, t('affected.closed'))} busy={busy}>
              {t('affected.close')}
            </Button>
          )}
        </Row>
      </Row>
      <Failure of={failure} while="doing" />
      <AffectedList
        rows={rows}
        more={[
          {
            key: 'state',
            label: t('affected.state'),
            show: (row) => (
              <Badge tone={row.state === 'to_do' ? 'warn' : 'good'}>{t(`row.${row.state}`)}</Badge>
            ),
          },
          {
            key: 'who',
            label: t('affected.doneBy'),
            show: (row) =>
              [row.doneBy ?? '', row.doneAt === null ? '' : format.moment(row.doneAt), row.words ?? '']
                .filter(Boolean)
                .join(' · '),
          },
        ]}
        actions={(row) => (
          <Button
            size="small"
            onClick={() => setMarking(row)}
            label={t('affected.markOf', { name: row.clientName })}
          >
            {t('affected.mark')}
          </Button>
        )}
      />
      {marking && <MarkSheet row={marking} onClose={() => setMarking(undefined)} />}
    </Stack>
  );
}

function MarkSheet(props: { row: WorklistRow; onClose: () => void }) {
  const t = useWords(words);
  const { row, onClose } = props;
  const [state, setState] = useState<WorklistRow['state']>(row.state === 'to_do' ? 'done' : row.state);
  const [said, setSaid] = useState(row.words ?? '');
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: onClose });
  const submit = () =>
    void act(
      () =>
        api.markWorklistRow({
          id: row.id,
          version: row.version,
          clientId: row.clientId,
          state,
          words: said,
        }),
      t('affected.marked'),
    );
  return (
    <KeepForm
      title={t('affected.markOf', { name: row.clientName })}
      {...{ onClose, busy, failure }}
      onSubmit={submit}
    >
      <ChoiceField
        label={t('affected.state')}
        choices={rowStates.map((one) => ({ value: one, label: t(`row.${one}`) }))}
        value={state}
        onChange={(chosen) => setState(rowStates.find((one) => one === chosen) ?? state)}
      />
      <TextField
        label={t('affected.words')}
        required={false}
        value={said}
        onChange={setSaid}
        maxLength={1000}
      />
    </KeepForm>
  );
}
