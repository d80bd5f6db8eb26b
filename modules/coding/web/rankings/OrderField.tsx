import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { FieldGroup } from '../../../../ui/fields/Field.tsx';
import type { Ranking } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useSaid } from './shared.ts';
import classes from './rankings.module.css';

/** Puts some of a list in order: each one chosen takes the next place, chosen again it leaves it; by thumb or by keyboard, without dragging. */
export function OrderField(props: {
  label: string;
  challenges: Ranking['challenges'];
  places: number;
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
  required: boolean;
  error?: string | undefined;
}) {
  const t = useWords(words);
  const format = useFormat();
  const said = useSaid();
  const { places, value, onChange } = props;
  const full = value.length >= places;
  const hint = t(full ? 'ranking.full' : 'ranking.chooseHint', {
    chosen: format.number(value.length),
    places: format.number(places),
  });
  return (
    <FieldGroup label={props.label} hint={hint} required={props.required} error={props.error}>
      <ul className={classes['order']}>
        {props.challenges.map((one) => {
          const at = value.indexOf(one.id);
          const name = said(one.name);
          const place = at >= 0 ? t('ranking.place', { place: at + 1, points: places - at }) : undefined;
          return (
            <li key={one.id}>
              <button
                type="button"
                className={classes['challenge']}
                aria-pressed={at >= 0}
                disabled={full && at < 0}
                onClick={() =>
                  onChange(at < 0 ? [...value, one.id] : value.filter((chosen) => chosen !== one.id))
                }
              >
                <span className={classes['place']} aria-hidden="true">
                  {at < 0 ? '' : format.number(at + 1)}
                </span>
                <span lang={name.lang}>{name.text}</span>
                {place && <span className={classes['points']}>{place}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </FieldGroup>
  );
}
