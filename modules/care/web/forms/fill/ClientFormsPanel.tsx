import { useState } from 'react';
import { useFormat } from '../../../../../kernel/web/format.ts';
import { Link, useGo } from '../../../../../kernel/web/router.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../../ui/action/Button.tsx';
import { Badge } from '../../../../../ui/data/Badge.tsx';
import { Sheet } from '../../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useProgramName, useRead } from '../../../../pathway/web/index.ts';
import type { DueLine, FilledLine } from '../../../asks/forms.ts';
import words from '../../../words.json' with { type: 'json' };
import { useClientForms } from '../api.ts';
import classes from '../forms.module.css';

/** Where a form that is due is asked: the one that was begun, or a new one. */
export function askAt(line: Pick<DueLine, 'clientId' | 'formKey' | 'programCode' | 'begunId'>): string {
  return line.begunId === null
    ? `/forms/ask/${line.clientId}/${line.formKey}?program=${line.programCode}`
    : `/forms/of/${line.clientId}/${line.begunId}`;
}

const first = 5;

/** The forms of a client: what to ask when they can, and what was asked. */
export function ClientFormsPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const asked = useClientForms(clientId);
  const [choosing, setChoosing] = useState(false);
  const [all, setAll] = useState(false);
  return (
    <Panel
      title={t('form.forms')}
      stage="deliver"
      actions={
        <Button size="small" onClick={() => setChoosing(true)}>
          {t('form.askOne')}
        </Button>
      }
    >
      <Answer of={asked}>
        {({ due, filled, offered }) => (
          <Stack>
            {due.length > 0 && (
              <ul className={classes['lines']}>
                {due.map((line) => (
                  <DueForm key={line.formKey} line={line} />
                ))}
              </ul>
            )}
            {filled.length === 0 && due.length === 0 && (
              <p className={classes['quiet']}>{t('form.noneYet')}</p>
            )}
            <ul className={classes['lines']}>
              {(all ? filled : filled.slice(0, first)).map((line) => (
                <FilledForm key={line.id} clientId={clientId} line={line} />
              ))}
            </ul>
            {!all && filled.length > first && (
              <Button kind="plain" size="small" onClick={() => setAll(true)}>
                {t('glance.more', { n: filled.length - first })}
              </Button>
            )}
            <Sheet open={choosing} onClose={() => setChoosing(false)} title={t('form.askOne')}>
              <Offered clientId={clientId} offered={offered} />
            </Sheet>
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function DueForm(props: { line: DueLine }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const programName = useProgramName();
  const { line } = props;
  const name = read(line.name);
  return (
    <li className={classes['line']}>
      <Row apart>
        <strong>{name}</strong>
        <ButtonLink size="small" to={askAt(line)}>
          {t(line.begunId === null ? 'form.ask' : 'form.continue')}
        </ButtonLink>
      </Row>
      <span className={classes['quiet']}>
        {t(`form.why.${line.why}`, { program: programName(line.programCode), day: format.day(line.from) })}
      </span>
    </li>
  );
}

function FilledForm(props: { clientId: string; line: FilledLine }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { clientId, line } = props;
  return (
    <li className={classes['line']}>
      <Row apart>
        <Link to={`/forms/of/${clientId}/${line.id}`}>{read(line.name)}</Link>
        {line.state === 'begun' && <Badge tone="warn">{t('form.state.begun')}</Badge>}
      </Row>
      <span className={classes['quiet']}>
        {format.day(line.askedOn)} · {line.authorName}
      </span>
    </li>
  );
}

function Offered(props: {
  clientId: string;
  offered: readonly {
    readonly key: string;
    readonly name: { en: string; fr: string };
    readonly purpose: { en: string; fr: string };
  }[];
}) {
  const read = useRead();
  const go = useGo();
  return (
    <ul className={classes['lines']}>
      {props.offered.map((form) => (
        <li key={form.key} className={classes['line']}>
          <Row>
            <Button onClick={() => go(`/forms/ask/${props.clientId}/${form.key}`)}>{read(form.name)}</Button>
          </Row>
          <span className={classes['quiet']}>{read(form.purpose)}</span>
        </li>
      ))}
    </ul>
  );
}
