import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useRead } from '../../../pathway/web/index.ts';
import type { staffing } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useList, useMyWeeks } from '../api.ts';
import classes from '../staffing.module.css';

type Weeks = OutputOf<typeof staffing.operations.myCheckIns>;
type Week = Weeks['rows'][number];

/** How this week is: asked, kept for the reader alone, and taken back when they wish. */
export function CheckInPanel() {
  const t = useWords(words);
  const asked = useMyWeeks();
  return (
    <Panel title={t('week.title')}>
      <Stack>
        <Notice live={false}>
          <p>{t('week.only')}</p>
          <p>{t('week.average')}</p>
        </Notice>
        <Answer of={asked}>{(weeks) => <ThisWeek key={weeks.week} weeks={weeks} />}</Answer>
        <Supports />
      </Stack>
    </Panel>
  );
}

function ThisWeek({ weeks }: { weeks: Weeks }) {
  const t = useWords(words);
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const now = weeks.rows.find((row) => row.weekOn === weeks.week);
  const earlier = weeks.rows.filter((row) => row.weekOn !== weeks.week);
  return (
    <Stack>
      {now && !changing ? (
        <Row apart>
          <span>{t('week.said')}</span>
          <Button size="small" onClick={() => setChanging(true)}>
            {t('week.change')}
          </Button>
        </Row>
      ) : (
        <Asking said={now} onDone={() => setChanging(false)} />
      )}
      {now && <Kept week={now} label={t('week.of', { day: format.day(now.weekOn) })} />}
      {earlier.length > 0 && <h3>{t('week.earlier')}</h3>}
      {earlier.map((week) => (
        <Kept key={week.id} week={week} label={t('week.of', { day: format.day(week.weekOn) })} />
      ))}
    </Stack>
  );
}

function Asking(props: { said: Week | undefined; onDone: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const { sites } = useMe();
  const questions = useList('question');
  const [answers, setAnswers] = useState<Readonly<Record<string, number>>>(props.said?.answers ?? {});
  const [note, setNote] = useState(props.said?.note ?? '');
  const [siteId, setSite] = useState<string>(props.said?.siteId ?? sites[0]?.id ?? '');
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(props.onDone);
  const low = (facts: unknown) =>
    facts as { low: { en: string; fr: string }; high: { en: string; fr: string } };
  return (
    <Form
      onSubmit={() =>
        void act(
          () => api.checkIn({ id: props.said?.id ?? id, siteId, answers: { ...answers }, note }),
          t('week.saved'),
        )
      }
      actions={
        <Button type="submit" kind="primary" busy={busy} disabled={Object.keys(answers).length === 0}>
          {t('week.save')}
        </Button>
      }
    >
      {questions.map((question) => (
        <ChoiceField
          key={question.code}
          label={read(question.name)}
          hint={t('week.scale', { low: read(low(question.facts).low), high: read(low(question.facts).high) })}
          required={false}
          choices={['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))}
          value={answers[question.code]?.toString() ?? null}
          onChange={(value) => setAnswers({ ...answers, [question.code]: Number(value) })}
        />
      ))}
      <LongTextField
        label={t('week.note')}
        value={note}
        onChange={setNote}
        maxLength={1000}
        required={false}
      />
      {sites.length > 1 && props.said === undefined && (
        <SelectField
          label={t('week.team')}
          options={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId}
          onChange={(chosen) => setSite(chosen ?? siteId)}
        />
      )}
      <Failure of={failure} while="doing" />
    </Form>
  );
}

function Kept({ week, label }: { week: Week; label: string }) {
  const t = useWords(words);
  const read = useRead();
  const questions = useList('question').filter(({ code }) => code in week.answers);
  const { act, busy, failure } = useAct(() => undefined);
  const back = () => void act(() => api.takeBackCheckIn({ id: week.id }), t('week.tookBack'));
  return (
    <div className={classes['line']}>
      <span>
        {label}
        {questions.map((question) => (
          <p key={question.code} className={classes['quiet']}>
            {read(question.name)} {week.answers[question.code]}
          </p>
        ))}
        {week.note && <p>{week.note}</p>}
        <Failure of={failure} while="doing" />
      </span>
      <Button size="small" busy={busy} onClick={back} label={`${t('week.takeBack')}: ${label}`}>
        {t('week.takeBack')}
      </Button>
    </div>
  );
}

function Supports() {
  const t = useWords(words);
  const read = useRead();
  return (
    <div>
      <h3>{t('week.tooMuch')}</h3>
      <ul className={classes['plain']}>
        {useList('support').map((one) => (
          <li key={one.code}>
            <strong>{read(one.name)}</strong>
            {one.definition && <p className={classes['quiet']}>{read(one.definition)}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
