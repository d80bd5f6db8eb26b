import { useWords } from '../../../../kernel/web/words.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import type { Consequence } from '../../contract.ts';
import { dataClasses } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };

type Sight = Consequence['people'][number];
type Pick = (one: Sight) => readonly Sight['gains'][number][];

/** Who gains and who loses sight of what, in sentences. */
export function ConsequenceList(props: { consequence: Consequence }) {
  const t = useWords(words);
  const { people } = props.consequence;
  if (people.length === 0) return <p>{t('consequence.nobody')}</p>;
  const lines = (pick: Pick) =>
    people
      .filter((one) => pick(one).length > 0)
      .map((one) => {
        const classes = pick(one);
        const whole = classes.length === dataClasses.length;
        const what = whole ? [t('class.all')] : classes.map((name) => t(`class.${name}`));
        return {
          id: one.accountId,
          text: t('consequence.line', { who: one.name || t('consent.somebody'), what: what.join(', ') }),
        };
      });
  return (
    <Stack gap={2}>
      <Group title={t('consequence.loses')} lines={lines((one) => one.loses)} />
      <Group title={t('consequence.gains')} lines={lines((one) => one.gains)} />
    </Stack>
  );
}

function Group(props: { title: string; lines: readonly { id: string; text: string }[] }) {
  if (props.lines.length === 0) return null;
  return (
    <div>
      <strong>{props.title}</strong>
      <ul>
        {props.lines.map((line) => (
          <li key={line.id}>{line.text}</li>
        ))}
      </ul>
    </div>
  );
}
