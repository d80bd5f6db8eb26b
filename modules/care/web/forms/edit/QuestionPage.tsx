import { quarterOf } from '../../../../../kernel/time.ts';
import { useFormat } from '../../../../../kernel/web/format.ts';
import { useQuery } from '../../../../../kernel/web/queries.ts';
import { useParam } from '../../../../../kernel/web/router.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Badge } from '../../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../../ui/data/DataList.tsx';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../../ui/page/Notice.tsx';
import { Page } from '../../../../../ui/page/Page.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { todayHere, useRead } from '../../../../pathway/web/index.ts';
import type { Question } from '../../../../vocabulary/model.ts';
import type { Quarter } from '../../../asks/formBank.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { useChoicesOf } from '../api.ts';
import classes from '../forms.module.css';

/** One question of the bank: how it was asked in each version, and how it is answered at the sites. */
export function QuestionPage() {
  const t = useWords(words);
  const read = useRead();
  const code = useParam('code');
  const asked = useQuery({ queryKey: ['care.getQuestion', code], queryFn: () => api.getQuestion({ code }) });
  const last = asked.data?.versions[0];
  return (
    <Page
      title={last ? read(last.words) : t('form.question')}
      lede={last && read(last.meaning)}
      stage="deliver"
      back={{ to: '/forms?part=questions', label: t('form.bank') }}
    >
      <Answer of={asked}>
        {({ versions }) => (
          <Stack>
            <Panel title={t('form.versions')}>
              <ul className={classes['lines']}>
                {versions.map((version) => (
                  <Version key={version.version} question={version} />
                ))}
              </ul>
            </Panel>
            {last && last.kind !== 'text' && last.kind !== 'day' && <Counts question={last} />}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Version(props: { question: Question }) {
  const t = useWords(words);
  const read = useRead();
  const choicesOf = useChoicesOf();
  const { question } = props;
  const choices = choicesOf(question).map((one) => one.label);
  return (
    <li className={classes['line']}>
      <Row>
        <strong>{read(question.words)}</strong>
        <Badge>{question.version}</Badge>
      </Row>
      <span className={classes['quiet']}>
        {t(`form.kind.${question.kind}`)}
        {choices.length > 0 && ` · ${choices.join(', ')}`}
      </span>
    </li>
  );
}

/** The last eight quarters, this one included. */
function lastQuarters(today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  return { from: quarterOf(year - 2, quarter + 1).from, to: quarterOf(year, quarter).to };
}

function Counts(props: { question: Question }) {
  const t = useWords(words);
  const read = useRead();
  const { code } = props.question;
  const span = lastQuarters(todayHere());
  const asked = useQuery({
    queryKey: ['care.answerCounts', code, span.from],
    queryFn: () => api.answerCounts({ code, siteId: null, ...span }),
  });
  return (
    <Answer of={asked}>
      {({ sites, choices, heldBack, question }) => (
        <Stack>
          {heldBack && <Notice live={false}>{t('form.heldBackHint')}</Notice>}
          {sites.length === 0 && <EmptyState plain title={t('form.neverAnswered')} />}
          {sites.map((site) => (
            <Panel key={site.siteId} title={read(site.siteName)} hint={t('form.countsHint')}>
              <SiteCounts question={question} choices={choices} quarters={site.quarters} />
            </Panel>
          ))}
        </Stack>
      )}
    </Answer>
  );
}

function SiteCounts(props: {
  question: Question;
  choices: readonly { code: string; name: { en: string; fr: string } | null }[];
  quarters: readonly Quarter[];
}) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { question, choices, quarters } = props;
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? t('form.heldBack') : value;
  const name = (choice: (typeof choices)[number]) =>
    choice.name ? read(choice.name) : t(choice.code === 'yes' ? 'form.yes' : 'form.no');
  const numbers = [
    {
      key: 'median',
      label: t('form.median'),
      numeric: true,
      show: (row: Quarter) => (row.median === null ? t('form.heldBack') : format.number(row.median)),
    },
    { key: 'answers', label: t('form.answers'), numeric: true, show: (row: Quarter) => count(row.answers) },
  ];
  const counted = choices.map((choice, index) => ({
    key: choice.code,
    label: name(choice),
    numeric: true,
    show: (row: Quarter) => count(row.counts[index]),
  }));
  return (
    <DataList
      caption={read(question.words)}
      rows={quarters}
      rowKey={(row) => row.from}
      columns={[
        { key: 'quarter', label: t('form.quarter'), show: (row) => format.day(row.from) },
        ...(question.kind === 'number' ? numbers : counted),
        { key: 'declined', label: t('form.declined'), numeric: true, show: (row) => count(row.declined) },
      ]}
    />
  );
}
