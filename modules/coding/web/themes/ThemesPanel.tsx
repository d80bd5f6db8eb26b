import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** On the page of a study: what it found so far, and the ways to the themes and to the table of quotes. */
export function ThemesPanel(props: { studyId: string }) {
  const t = useWords(words);
  const asked = useQuery({
    queryKey: ['coding.listThemes', props.studyId],
    queryFn: () => api.listThemes({ study: props.studyId }),
  });
  return (
    <Panel
      title={t('themes.title')}
      stage="understand"
      actions={
        <Row>
          <ButtonLink to={`/themes/${props.studyId}`}>{t('themes.open')}</ButtonLink>
          <ButtonLink to={`/quotes/${props.studyId}`}>{t('quotesTable.title')}</ButtonLink>
        </Row>
      }
    >
      <Answer of={asked} waiting={<Skeletons shape="lines" count={2} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('themes.noneHint')}</p>
          ) : (
            <ol>
              {rows.map((row) => (
                <li key={row.id}>{row.name}</li>
              ))}
            </ol>
          )
        }
      </Answer>
    </Panel>
  );
}
