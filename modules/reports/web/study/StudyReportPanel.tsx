import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };

/** On the page of a study: the way to its report. */
export function StudyReportPanel(props: { studyId: string }) {
  const t = useWords(words);
  return (
    <Panel
      title={t('study.title')}
      hint={t('study.lede')}
      stage="share"
      actions={<ButtonLink to={`/study-report/${props.studyId}`}>{t('study.open')}</ButtonLink>}
    />
  );
}
