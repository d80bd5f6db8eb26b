import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import words from '../../words.json' with { type: 'json' };

/** A crisis is one tap away from a client's name. */
export function CrisisButton(props: { clientId: string }) {
  const t = useWords(words);
  return (
    <ButtonLink kind="danger" icon="warning" to={`/crisis/${props.clientId}`}>
      {t('crisis.button')}
    </ButtonLink>
  );
}
