import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };

/** On the page of a study: the way to bring a project of another tool in, or to take the study out. */
export function ExchangePanel(props: { studyId: string }) {
  const t = useWords(words);
  return (
    <Panel
      title={t('exchange.title')}
      hint={t('exchange.hint')}
      stage="understand"
      actions={<ButtonLink to={`/studies/${props.studyId}/exchange`}>{t('exchange.open')}</ButtonLink>}
    />
  );
}
