import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Split, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { unitsOf } from '../../passages.ts';
import words from '../../words.json' with { type: 'json' };
import { api, evidenceApi } from '../api.ts';
import { type Decision, decided, type Proposal, sameWords } from './decide.ts';
import { ProposalCard } from './ProposalCard.tsx';
import classes from './redact.module.css';

/** Names, places, numbers and dates of one text, proposed for redaction: a person accepts, changes or refuses each. */
export function RedactPage() {
  const t = useWords(words);
  const id = useParam('id');
  const source = useQuery({
    queryKey: ['evidence.readSource', id],
    queryFn: () => evidenceApi.readSource({ id }),
  });
  const proposed = useQuery({
    queryKey: ['evidence.proposeRedactions', id],
    queryFn: () => evidenceApi.proposeRedactions({ id }),
  });
  const { data } = source;
  return (
    <Page
      title={t('redact.title')}
      lede={t('redact.lede')}
      back={{ to: `/texts/${id}`, label: data?.label || t('text.title') }}
      stage="listen"
      width="wide"
    >
      <Answer of={proposed} waiting={<Skeletons shape="page" />}>
        {({ rows, contentVersion, refusedBefore }) =>
          data === undefined || data.contentVersion !== contentVersion ? (
            <Skeletons shape="page" />
          ) : rows.length === 0 ? (
            <EmptyState title={t('redact.none')} hint={t('redact.noneHint', { count: refusedBefore })} />
          ) : (
            <Deciding
              key={contentVersion}
              id={id}
              text={data.text}
              rows={rows}
              contentVersion={contentVersion}
            />
          )
        }
      </Answer>
    </Page>
  );
}

function Deciding(props: { id: string; text: string; rows: readonly Proposal[]; contentVersion: number }) {
  const t = useWords(words);
  const go = useGo();
  const client = useQueryClient();
  const { id, text, rows, contentVersion } = props;
  const [decisions, setDecisions] = useState<ReadonlyMap<number, Decision>>(new Map());
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const list = useRef<HTMLDivElement>(null);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    setEditing(false);
    document.getElementById(`words-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const decide = (index: number, decision: Decision, alike: boolean) => {
    const more = alike ? sameWords(rows, index) : [index];
    setDecisions((before) => new Map([...before, ...more.map((one) => [one, decision] as const)]));
    const open = rows.findIndex(
      (_, other) => other > index && !decisions.has(other) && !more.includes(other),
    );
    move(open === -1 ? index : open);
    list.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const row = rows[at];
    if (row === undefined) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      a: () => decide(at, { accepted: true, text: row.replacement }, event.shiftKey),
      r: () => decide(at, { accepted: false }, event.shiftKey),
      e: () => setEditing(true),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const send = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { lost } = await api.redactText({ sourceId: id, contentVersion, ...decided(rows, decisions) });
      await client.invalidateQueries({
        predicate: ({ queryKey }) => /^(evidence|coding)\./.test(String(queryKey[0])),
      });
      toast(lost > 0 ? t('correct.doneLost', { count: lost }) : t('redact.done'), {
        tone: lost > 0 ? 'warn' : 'good',
      });
      go(`/texts/${id}`);
    } catch (why) {
      setFailure(why);
      setBusy(false);
    }
  };
  return (
    <Stack>
      <Notice tone="info" live={false}>
        {t('redact.keys')}
      </Notice>
      <Split
        main={
          <Panel title={t('redact.text')} stage="listen">
            <Marked text={text} rows={rows} decisions={decisions} at={at} />
          </Panel>
        }
        aside={
          <Panel title={t('redact.proposals', { done: decisions.size, count: rows.length })} stage="listen">
            <div
              ref={list}
              role="listbox"
              tabIndex={0}
              aria-label={t('redact.list')}
              aria-activedescendant={`proposal-${at}`}
              className={classes['list']}
              onKeyDown={onKeyDown}
            >
              {rows.map((row, index) => (
                <ProposalCard
                  key={`${row.start}-${row.end}`}
                  id={`proposal-${index}`}
                  row={row}
                  decision={decisions.get(index)}
                  current={index === at}
                  onChoose={() => move(index)}
                />
              ))}
            </div>
            <Choice
              key={at}
              row={rows[at]}
              alike={sameWords(rows, at).length}
              editing={editing}
              decision={decisions.get(at)}
              onDecide={(decision, alike) => decide(at, decision, alike)}
            />
          </Panel>
        }
      />
      <Failure of={failure} while="doing" />
      <Row>
        <Button kind="primary" busy={busy} disabled={decisions.size === 0} onClick={() => void send()}>
          {t('redact.apply', { count: decisions.size })}
        </Button>
      </Row>
    </Stack>
  );
}

function Choice(props: {
  row: Proposal | undefined;
  alike: number;
  editing: boolean;
  decision: Decision | undefined;
  onDecide: (decision: Decision, alike: boolean) => void;
}) {
  const t = useWords(words);
  const { row, alike, decision } = props;
  const [text, setText] = useState((decision?.accepted && decision.text) || row?.replacement || '');
  if (row === undefined) return null;
  const accepted = { accepted: true, text: text.trim() || row.replacement } as const;
  return (
    <div className={classes['choice']}>
      <label>
        {t('redact.instead')}
        <input
          ref={(field) => {
            if (props.editing) field?.focus();
          }}
          className={classes['instead']}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') props.onDecide(accepted, event.shiftKey);
          }}
        />
      </label>
      <Row>
        <Button kind="primary" size="small" onClick={() => props.onDecide(accepted, false)}>
          {t('redact.accept')}
        </Button>
        <Button size="small" onClick={() => props.onDecide({ accepted: false }, false)}>
          {t('redact.refuse')}
        </Button>
        {alike > 1 && (
          <Button kind="plain" size="small" onClick={() => props.onDecide(accepted, true)}>
            {t('redact.acceptAll', { count: alike })}
          </Button>
        )}
      </Row>
    </div>
  );
}

/** The text with what is proposed marked in it. */
function Marked(props: {
  text: string;
  rows: readonly Proposal[];
  decisions: ReadonlyMap<number, Decision>;
  at: number;
}) {
  const { text, rows, decisions, at } = props;
  const units = useMemo(
    () =>
      unitsOf(
        text,
        rows.flatMap((row) => [row.start, row.end]),
      ),
    [text, rows],
  );
  return (
    <div className={classes['text']}>
      {rows.map((row, index) => {
        const [from = 0, to = 0] = [units[index * 2], units[index * 2 + 1]];
        const decision = decisions.get(index);
        const before = text.slice(index === 0 ? 0 : (units[index * 2 - 1] ?? 0), from);
        return (
          <span key={`${row.start}-${row.end}`}>
            {before}
            <mark
              id={`words-${index}`}
              data-decision={decision === undefined ? 'open' : decision.accepted ? 'accepted' : 'refused'}
              data-current={index === at || undefined}
            >
              {decision?.accepted ? decision.text : text.slice(from, to)}
            </mark>
          </span>
        );
      })}
      {text.slice(units.at(-1) ?? 0)}
    </div>
  );
}
