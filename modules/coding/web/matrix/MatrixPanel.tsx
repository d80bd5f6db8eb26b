import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { StackedBar } from '../../../../ui/chart/BarChart.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import { valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { toneOf } from '../tones.ts';

/** On the page of a study: how much was said for and against, and the way to the matrix. */
export function MatrixPanel(props: { studyId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { sees } = useSession();
  const asked = useQuery({
    queryKey: ['coding.matrix', props.studyId],
    queryFn: () => api.matrix({ study: props.studyId, by: 'site' }),
  });
  return (
    <Panel
      title={t('panel.title')}
      stage="understand"
      actions={
        <Row>
          <ButtonLink to={`/codebook/${props.studyId}`}>{t('codebook.title')}</ButtonLink>
          {sees(['evaluator', 'steward']) && (
            <ButtonLink to={`/answers/${props.studyId}`}>{t('answers.title')}</ButtonLink>
          )}
          {sees(['evaluator', 'steward']) && (
            <ButtonLink to={`/memos/${props.studyId}`}>{t('memos.title')}</ButtonLink>
          )}
          <ButtonLink to={`/matrix?study=${props.studyId}`}>{t('panel.open')}</ButtonLink>
        </Row>
      }
    >
      <Answer of={asked} waiting={<Skeletons shape="lines" count={2} />}>
        {({ rows }) => {
          const parts = valences.map((valence) => ({
            valence,
            value: rows.reduce((sum, row) => sum + row[valence].passages, 0),
          }));
          if (parts.every(({ value }) => value === 0)) return <p>{t('panel.none')}</p>;
          return (
            <StackedBar
              title={t('panel.figure')}
              parts={parts.map(({ valence, value }) => ({
                label: t(`valence.${valence}`),
                value,
                shown: format.number(value),
                fill: `var(--${toneOf[valence]})`,
              }))}
            />
          );
        }}
      </Answer>
    </Panel>
  );
}
