import { useWords } from '../../../../kernel/web/words.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import words from '../../words.json' with { type: 'json' };
import { type Act, keysOf } from '../desk/keys.ts';
import classes from '../coding.module.css';

const moves = ['sentence', 'turn', 'reachOn', 'byWord', 'begin', 'undo'] as const;

/** Every key of the desk and what it does. */
export function KeysSheet(props: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t('keys.title')}>
      <dl className={classes['keys']}>
        {moves.map((move) => (
          <div key={move}>
            <dt>{t(`keys.${move}.key`)}</dt>
            <dd>{t(`keys.${move}`)}</dd>
          </div>
        ))}
        {(Object.keys(keysOf) as Act[]).map((act) => (
          <div key={act}>
            <dt>
              <kbd>
                {keysOf[act].length === 1
                  ? keysOf[act].toUpperCase()
                  : t(`keys.${keysOf[act] as 'Enter' | 'Delete'}`)}
              </kbd>
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
