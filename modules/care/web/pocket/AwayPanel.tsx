import { useWords } from '../../../../kernel/web/words.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { LooseNoteForm } from './LooseNoteForm.tsx';

/** Writing down a contact in a hallway or a parking lot: no connection, nobody signed in. */
export function AwayPanel(props: { account: { id: string; name: string } }) {
  const t = useWords(words);
  return (
    <Panel title={t('loose.title')} hint={t('loose.for', { name: props.account.name })}>
      <LooseNoteForm />
    </Panel>
  );
}
