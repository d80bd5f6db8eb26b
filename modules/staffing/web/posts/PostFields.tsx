import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { type PositionKind, positionKinds } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };

/** The hours of a post as they are typed. */
export type Hours = {
  readonly kind: PositionKind;
  readonly fte: number | undefined;
  readonly lived: boolean;
};

/** The hours as they are sent: none for a casual post; nothing while they are missing or out of reach. */
export function hoursOf({ kind, fte, lived }: Hours) {
  if (kind === 'casual') return { kind, fte: 0, lived };
  return fte === undefined || fte <= 0 || fte > 1
    ? undefined
    : { kind, fte: Math.round(fte * 1000) / 1000, lived };
}

/** Which kind of post, how much of full time, and for whom it is meant. */
export function PostFields(props: {
  hours: Hours;
  tried: boolean;
  onChange: (change: Partial<Hours>) => void;
}) {
  const t = useWords(words);
  const { hours, onChange } = props;
  return (
    <>
      <ChoiceField
        label={t('post.kind')}
        choices={positionKinds.map((kind) => ({ value: kind, label: t(`post.kind.${kind}`) }))}
        value={hours.kind}
        onChange={(chosen) => onChange({ kind: positionKinds.find((kind) => kind === chosen) ?? 'regular' })}
      />
      {hours.kind !== 'casual' && (
        <NumberField
          label={t('post.fte')}
          hint={t('post.fteFieldHint')}
          value={hours.fte}
          onChange={(fte) => onChange({ fte })}
          min={0.05}
          max={1}
          step={0.05}
          error={props.tried && hoursOf(hours) === undefined ? t('post.fteFieldHint') : undefined}
        />
      )}
      <CheckField
        label={t('post.lived')}
        hint={t('post.livedHint')}
        checked={hours.lived}
        onChange={(lived) => onChange({ lived })}
      />
    </>
  );
}
