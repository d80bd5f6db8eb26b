import { useWords } from '../../../../kernel/web/words.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { Consequence } from '../../contract.ts';
import { dataClasses } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';
import classes from '../people.module.css';

type Team = Consequence['teams'][number];

/** What a change means, team by team: who no longer sees what, who will, and what stays as it is. */
export function ConsequenceList(props: { consequence: Consequence }) {
  const t = useWords(words);
  const { teams, unchanged } = props.consequence;
  if (teams.length === 0) return <p>{t('consequence.nobody')}</p>;
  return (
    <Stack gap={2}>
      <ul className={classes['plain']}>
        {teams.map((team, index) => (
          <li key={`${team.siteId} ${team.role} ${index}`}>
            <TeamLine team={team} />
          </li>
        ))}
      </ul>
      {unchanged > 0 && <p className={classes['quiet']}>{t('consequence.unchanged', { n: unchanged })}</p>}
    </Stack>
  );
}

function TeamLine(props: { team: Team }) {
  const t = useWords(words);
  const read = useRead();
  const { team } = props;
  const whole = [read(team.site), team.organisation && `(${read(team.organisation)})`];
  const list = (names: Team['gains']) =>
    names.length === dataClasses.length ? t('class.all') : names.map((name) => t(`class.${name}`)).join(', ');
  const facts = (['loses', 'gains', 'keeps'] as const).filter((key) => team[key].length > 0);
  return (
    <Stack gap={1}>
      <Row gap={1}>
        <strong>{t(`role.${team.role}`)}</strong>
        <span>{whole.filter(Boolean).join(' ')}</span>
      </Row>
      <span className={classes['quiet']}>
        {team.named
          ? t('consequence.named', {
              who: team.named.map((one) => one.name || t('consent.somebody')).join(', '),
              n: team.people,
            })
          : t('consequence.people', { n: team.people })}
      </span>
      {facts.map((key) => (
        <span key={key}>{t(`consequence.${key}`, { what: list(team[key]) })}</span>
      ))}
    </Stack>
  );
}
