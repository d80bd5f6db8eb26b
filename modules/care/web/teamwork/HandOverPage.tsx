import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { HandOverLine } from '../../asks/teamwork.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../care.module.css';
import { useSaved } from '../useSaved.ts';
import { HandOverSheet } from './HandOverSheet.tsx';

const tones = { offered: 'warn', accepted: 'good', returned: 'still' } as const;

/** Next steps handed over and taken over: nothing changes hands before it is accepted. */
export function HandOverPage() {
  const t = useWords(words);
  const [offering, setOffering] = useState(false);
  const asked = useQuery({ queryKey: ['care.listHandOvers'], queryFn: () => api.listHandOvers({}) });
  const offer = (
    <Button kind="primary" icon="handover" onClick={() => setOffering(true)}>
      {t('handOver.offer')}
    </Button>
  );
  return (
    <Page
      title={t('handOver.title')}
      lede={t('handOver.lede')}
      stage="deliver"
      width="narrow"
      actions={asked.data && asked.data.openTasks > 0 && offer}
    >
      <Answer of={asked}>
        {({ rows, openTasks }) => (
          <Stack>
            <p>{t('handOver.open', { n: openTasks })}</p>
            {rows.length === 0 ? (
              <EmptyState title={t('handOver.none')} hint={t('handOver.noneHint')} />
            ) : (
              rows.map((row) => <OneHandOver key={row.id} row={row} />)
            )}
            {offering && <HandOverSheet openTasks={openTasks} onClose={() => setOffering(false)} />}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function OneHandOver(props: { row: HandOverLine }) {
  const t = useWords(words);
  const format = useFormat();
  const me = useMe();
  const { row } = props;
  const asked = row.toId === me.account.id;
  return (
    <Panel
      level={2}
      title={asked ? t('handOver.from', { name: row.fromName }) : t('handOver.to', { name: row.toName })}
    >
      <Row>
        <Badge tone={tones[row.state]}>{t(`handOver.state.${row.state}`)}</Badge>
        <span className={classes['quiet']}>
          {t('handOver.tasks', { n: row.tasks })} · {format.ago(row.at)}
          {row.untilOn !== null && ` · ${t('handOver.until', { day: format.day(row.untilOn) })}`}
        </span>
      </Row>
      {row.note && <p className={classes['words']}>{row.note}</p>}
      {row.answer && (
        <p className={classes['quiet']}>{t('handOver.answered', { name: row.toName, words: row.answer })}</p>
      )}
      {asked && row.state === 'offered' && <AnswerIt row={row} />}
    </Panel>
  );
}

function AnswerIt(props: { row: HandOverLine }) {
  const t = useWords(words);
  const { id, version } = props.row;
  const [answer, setAnswer] = useState('');
  const { busy, failure, save } = useSaved(() => undefined);
  const send = (accept: boolean) =>
    void save(
      () => api.answerHandOver({ id, version, accept, ...(answer.trim() ? { answer } : {}) }),
      t(accept ? 'handOver.taken' : 'handOver.returned'),
    );
  return (
    <Stack gap={2}>
      <TextField
        label={t('handOver.word')}
        required={false}
        value={answer}
        onChange={setAnswer}
        maxLength={1_000}
      />
      <Row>
        <Button kind="primary" busy={busy} onClick={() => send(true)}>
          {t('handOver.accept')}
        </Button>
        <Button busy={busy} onClick={() => send(false)}>
          {t('handOver.return')}
        </Button>
      </Row>
      <Failure of={failure} while="doing" />
    </Stack>
  );
}
