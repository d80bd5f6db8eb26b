import type { OutputOf } from '../../../kernel/contract.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import type { staffing } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { RoleName } from './RoleName.tsx';
import classes from './staffing.module.css';

type Gaps = OutputOf<typeof staffing.operations.gaps>['sites'][number];

/** True where nothing is missing: no long-empty post, and supervision and training in time. Roles without a post alone are no alarm. */
export const isWhole = (gaps: Gaps): boolean =>
  gaps.vacant.length === 0 && gaps.supervision === 0 && gaps.training === 0;

/** What is missing at a site, in sentences. */
export function GapLines(props: { gaps: Gaps; roles?: boolean | undefined }) {
  const t = useWords(words);
  const format = useFormat();
  const { vacant, noPost, supervision, training, people } = props.gaps;
  const counted = (n: number) => ({ n: format.number(n), people: format.number(people) });
  return (
    <ul className={classes['plain']}>
      {vacant.map((one, index) => (
        <li key={`${one.roleCode} ${index}`}>
          <RoleName of={one} />
          {' · '}
          {t('post.emptySince', { day: format.day(one.since) })}
        </li>
      ))}
      {supervision > 0 && <li>{t('gap.supervision', counted(supervision))}</li>}
      {training > 0 && <li>{t('gap.training', counted(training))}</li>}
      {props.roles && noPost.length > 0 && (
        <li className={classes['quiet']}>
          {t('gap.noPostFor')}{' '}
          {noPost.map((one, index) => (
            <span key={`${one.programCode} ${one.roleCode}`}>
              {index > 0 && ', '}
              <RoleName of={one} />
            </span>
          ))}
        </li>
      )}
    </ul>
  );
}
