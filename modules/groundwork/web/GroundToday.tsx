import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useProgramName, useRead } from '../../pathway/web/index.ts';
import words from '../words.json' with { type: 'json' };
import { useSites, useToday } from './api.ts';
import classes from './groundwork.module.css';

/** What is due for the person, and what is late or ends at the sites they run; silent when nothing is. */
export function GroundToday() {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const program = useProgramName();
  const names = new Map(useSites().map((site) => [site.id, site.name]));
  const { data } = useToday();
  if (data === undefined) return null;
  const { steps, late, next, money } = data;
  if (steps.length + late.length + next.length + money.length === 0) return null;
  const site = (id: string) => names.get(id) ?? '';
  return (
    <Panel
      title={t('today.title')}
      actions={
        <ButtonLink size="small" to="/groundwork">
          {t('today.see')}
        </ButtonLink>
      }
    >
      <ul className={classes['lines']}>
        {steps.map((one) => (
          <li key={one.id}>
            {t('today.step', {
              step: one.name === null ? (one.title ?? '') : read(one.name),
              day: format.day(one.dueOn ?? ''),
            })}{' '}
            {one.state === 'late' && <Badge tone="warn">{t('state.late')}</Badge>}
          </li>
        ))}
        {late.map((one) => (
          <li key={`${one.siteId} ${one.programCode}`}>
            {t('today.late', {
              site: site(one.siteId),
              program: program(one.programCode),
              count: one.late,
              day: format.day(one.opensOn),
            })}
          </li>
        ))}
        {next.map((one) => (
          <li key={one.id}>{t('log.nextLine', { what: one.nextStep, day: format.day(one.nextOn) })}</li>
        ))}
        {money.map((one) => (
          <li key={one.id}>
            {t('today.money', { source: one.source, site: site(one.siteId), day: format.day(one.lastOn) })}{' '}
            <Badge tone={one.ending === 'six_months' ? 'info' : 'warn'}>{t(`ending.${one.ending}`)}</Badge>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
