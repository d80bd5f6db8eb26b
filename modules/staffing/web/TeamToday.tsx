import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };
import { useGaps, useMine, useMyWeeks, useTeamSites } from './api.ts';
import { GapLines, isWhole } from './GapLines.tsx';
import { DueLines } from './growth/DueLines.tsx';
import { wanting } from './growth/wanting.ts';
import classes from './staffing.module.css';

/** How much of it the first screen of the day shows: the day’s work stands beside it. */
const shown = 3;

/** What the person needs for their work, and what is missing at the sites they answer for; silent when nothing is. */
export function TeamToday() {
  const t = useWords(words);
  const { data } = useMine();
  const weeks = useMyWeeks().data;
  const due = data ? wanting(data.me) : [];
  const asksWeek = weeks !== undefined && weeks.rows.length > 0 && weeks.rows[0]?.weekOn !== weeks.week;
  return (
    <Stack>
      {(due.length > 0 || asksWeek) && (
        <Panel
          title={t('mine.today')}
          actions={
            <ButtonLink size="small" to="/team">
              {t('gap.see')}
            </ButtonLink>
          }
        >
          {due.length > 0 && <DueLines lines={due.slice(0, shown)} />}
          {due.length > shown && (
            <ButtonLink size="small" to="/team?tab=mine">
              {t('mine.more', { n: due.length - shown })}
            </ButtonLink>
          )}
          {asksWeek && <p className={classes['quiet']}>{t('week.title')}</p>}
        </Panel>
      )}
      <GapsToday />
    </Stack>
  );
}

function GapsToday() {
  const t = useWords(words);
  const names = new Map(useTeamSites().map((site) => [site.id, site.name]));
  const sites = useGaps().data?.sites.filter((site) => !isWhole(site)) ?? [];
  if (sites.length === 0) return null;
  return (
    <Panel
      title={t('gap.todayTitle')}
      actions={
        <ButtonLink size="small" to="/team?tab=posts">
          {t('gap.see')}
        </ButtonLink>
      }
    >
      <Stack gap={3}>
        {sites.slice(0, 4).map((site) => (
          <div key={site.siteId}>
            <strong>{names.get(site.siteId)}</strong>
            <GapLines gaps={site} />
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
