import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { FactorShown } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useFrameworks, useRead, useSiteNames } from './api.ts';
import { TrialBadge, ValenceBadge } from './badges.tsx';
import classes from './learning.module.css';

type Domain = { readonly code: string; readonly name: string; readonly factors: readonly FactorShown[] };

/** The domains of the frameworks in their order, each with what was noted under it. */
function useDomains(factors: readonly FactorShown[]): readonly Domain[] {
  const read = useRead();
  return useFrameworks().domains.map(({ system, entry }) => ({
    code: entry.code,
    name: read(entry.name),
    factors: factors.filter((factor) => factor.construct.system === system && factor.domain === entry.code),
  }));
}

/** The whole at a glance: one tile a domain, one dot a barrier or facilitator; a tile leads to its list. */
export function DomainMap(props: { factors: readonly FactorShown[] }) {
  const t = useWords(words);
  return (
    <ul className={classes['map']}>
      {useDomains(props.factors).map(({ code, name, factors }) => {
        const count = (valence: FactorShown['valence']) =>
          factors.filter((factor) => factor.valence === valence || factor.valence === 'both').length;
        const said = t('map.counts', { barriers: count('barrier'), facilitators: count('facilitator') });
        const body = (
          <>
            <span className={classes['tileName']}>{name}</span>
            <span className={classes['dots']} aria-hidden="true">
              {factors.map(({ id, valence }) => (
                <span key={id} data-valence={valence} />
              ))}
            </span>
            <span className={classes['soft']}>{factors.length === 0 ? t('map.none') : said}</span>
          </>
        );
        return (
          <li key={code}>
            {factors.length === 0 ? (
              <div className={classes['tile']}>{body}</div>
            ) : (
              <a className={classes['tile']} href={`#domain-${code}`}>
                {body}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What was noted, domain by domain. */
export function Domains(props: { factors: readonly FactorShown[] }) {
  return (
    <div className={classes['domains']}>
      {useDomains(props.factors)
        .filter(({ factors }) => factors.length > 0)
        .map(({ code, name, factors }) => (
          <div key={code} id={`domain-${code}`} className={classes['domain']}>
            <Panel title={name}>
              <ul className={classes['factors']}>
                {factors.map((factor) => (
                  <FactorLine key={factor.id} factor={factor} />
                ))}
              </ul>
            </Panel>
          </div>
        ))}
    </div>
  );
}

function FactorLine(props: { factor: FactorShown }) {
  const t = useWords(words);
  const read = useRead();
  const names = useSiteNames();
  const { id, statement, construct, valence, siteId, strategies } = props.factor;
  const trials = strategies.flatMap((strategy) => strategy.trials);
  return (
    <li className={classes['factor']} data-valence={valence}>
      <div className={classes['meta']}>
        <ValenceBadge valence={valence} />
        <span>{names.get(siteId)}</span>
      </div>
      <Link to={`/change/factors/${id}`} className={classes['statement']}>
        {statement}
      </Link>
      <p className={classes['soft']}>{read(construct.name)}</p>
      {trials.length > 0 ? (
        <ul className={classes['tries']}>
          {trials.map((trial) => (
            <li key={trial.id}>
              <TrialBadge trial={trial} /> <Link to={`/change/trials/${trial.id}`}>{trial.title}</Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className={classes['soft']}>
          {strategies.length === 0
            ? t('factor.untouched')
            : t('factor.strategies', { count: strategies.length })}
        </p>
      )}
    </li>
  );
}
