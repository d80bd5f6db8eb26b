import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, type BookCode, type Codebook } from '../api.ts';
import { CodeHints } from '../pick/CodeHints.tsx';
import type { CodeTask } from './CodeSheet.tsx';
import classes from '../coding.module.css';

/** One code: where it stands, what it means here, what it was before, and what can be done with it. */
export function CodeDetail(props: {
  entry: BookCode;
  codebook: Codebook;
  codings: number;
  onTask: ((task: CodeTask) => void) | undefined;
  onMemo: (() => void) | undefined;
  onChoose: (code: string) => void;
}) {
  const t = useWords(words);
  const { entry, codebook, onTask } = props;
  const { own } = entry;
  const button = (task: CodeTask) => (
    <Button key={task.what} size="small" onClick={() => onTask?.(task)}>
      {t(
        `codebook.${task.what === 'retire' && own?.retired ? 'reuse' : task.what === 'change' && !own ? 'guide' : task.what}`,
      )}
    </Button>
  );
  return (
    <Panel title={codebook.nameOf(entry.code)} look="sheet" stage="understand">
      <Stack gap={3}>
        <span className={classes['above']}>{codebook.above(entry.code)}</span>
        {!own && <p>{t('codebook.locked')}</p>}
        {own?.mergedInto && <p>{t('codebook.mergedInto', { code: codebook.nameOf(own.mergedInto) })}</p>}
        {props.codings > 0 && <p>{t('codebook.codings', { count: props.codings })}</p>}
        <CodeHints entry={entry} codebook={codebook} onInstead={props.onChoose} />
        {onTask && (
          <Row gap={1}>
            {button({ what: 'change', entry })}
            {button({ what: 'add', parent: entry.code })}
            {own && button({ what: 'move', own })}
            {own && button({ what: 'merge', own })}
            {button({ what: 'split', entry })}
            {own && button({ what: 'retire', own })}
            <Button size="small" onClick={() => props.onMemo?.()}>
              {t('memos.write')}
            </Button>
          </Row>
        )}
        {onTask && (own ?? entry.guide) && <Before id={(own ?? entry.guide)?.id ?? ''} />}
      </Stack>
    </Panel>
  );
}

function Before(props: { id: string }) {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({
    queryKey: ['coding.codeHistory', props.id],
    queryFn: () => api.codeHistory({ id: props.id }),
  });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t('codebook.before', { count: rows.length })}</summary>
      <ul>
        {rows.map((row) => (
          <li key={row.version}>
            <time dateTime={row.replacedAt}>{format.moment(row.replacedAt)}</time> {row.name ?? ''}{' '}
            {[row.definition, row.include, row.exclude].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
