import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };

/** On a client's page: the list of who opened the record, for the client. */
export function OpenedPanel(props: { clientId: string }) {
  const t = useWords(words);
  return (
    <Panel title={t('given.panel')} hint={t('given.panelHint')} look="quiet">
      <ButtonLink size="small" icon="file" to={`/clients/${props.clientId}/opened`}>
        {t('given.show')}
      </ButtonLink>
    </Panel>
  );
}
