import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { Link, useAddressChoice } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Tabs } from '../../../ui/data/Tabs.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { Places } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, usePlaces, useProgramName, useRead, useSiteName } from './api.ts';
import { EnrolledList } from './lists/EnrolledList.tsx';
import classes from './pathway.module.css';
import { PlacesSheet } from './lists/PlacesSheet.tsx';
import { ReferralList } from './lists/ReferralList.tsx';
import { WaitList } from './lists/WaitList.tsx';
import { CapacityTab } from './room/CapacityTab.tsx';
import { ConditionsTab } from './room/ConditionsTab.tsx';

/** Who stands where in one program of one site. */
export function BoardPage() {
  const t = useWords(words);
  const places = usePlaces();
  const me = useMe();
  const [sheet, setSheet] = useState(false);
  const coordinates = me.roles.some(({ role }) => role === 'coordinator' || role === 'steward');
  return (
    <Page
      title={t('board.title')}
      lede={t('board.lede')}
      stage="deliver"
      width="wide"
      actions={coordinates && <Button onClick={() => setSheet(true)}>{t('board.places')}</Button>}
    >
      <Answer of={places}>
        {({ rows }) => {
          const mine = rows.filter((row) => me.sites.some((site) => site.id === row.siteId));
          return mine.length === 0 ? (
            <EmptyState title={t('board.none')} hint={t('board.noneHint')} />
          ) : (
            <Board places={mine} />
          );
        }}
      </Answer>
      {sheet && <PlacesSheet onClose={() => setSheet(false)} />}
    </Page>
  );
}

function Board(props: { places: readonly Places[] }) {
  const t = useWords(words);
  const programName = useProgramName();
  const siteName = useSiteName();
  const keyOf = (row: { siteId: string; programCode: string }) => `${row.siteId}.${row.programCode}`;
  const [first] = props.places;
  const [asked, choose] = useAddressChoice('at', first === undefined ? '' : keyOf(first));
  const chosen = props.places.find((row) => keyOf(row) === asked) ?? first;
  if (chosen === undefined) return null;
  const { siteId, programCode } = chosen;
  return (
    <Stack>
      {props.places.length > 1 && (
        <ChoiceField
          label={t('board.program')}
          choices={props.places.map((row) => ({
            value: keyOf(row),
            label: `${programName(row.programCode)} · ${siteName(row.siteId)}`,
          }))}
          value={keyOf(chosen)}
          onChange={choose}
        />
      )}
      <Standing siteId={siteId} programCode={programCode} />
      <Tabs
        label={t('tabs.label')}
        tabs={[
          {
            id: 'referrals',
            label: t('tabs.referrals'),
            show: () => <ReferralList key="in" direction="in" siteId={siteId} programCode={programCode} />,
          },
          {
            id: 'waiting',
            label: t('tabs.waiting'),
            show: () => <WaitList siteId={siteId} programCode={programCode} />,
          },
          {
            id: 'enrolled',
            label: t('tabs.enrolled'),
            show: () => <EnrolledList siteId={siteId} programCode={programCode} />,
          },
          {
            id: 'capacity',
            label: t('tabs.capacity'),
            show: () => <CapacityTab {...chosen} />,
          },
          {
            id: 'conditions',
            label: t('tabs.conditions'),
            show: () => <ConditionsTab siteId={siteId} programCode={programCode} />,
          },
          {
            id: 'out',
            label: t('tabs.out'),
            show: () => <ReferralList key="out" direction="out" siteId={siteId} />,
          },
        ]}
      />
    </Stack>
  );
}

/** Where the clients behind a count are listed. */
function tabOf(state: string): string {
  if (state === 'enrolled') return 'enrolled';
  return state === 'waiting' ? 'waiting' : 'referrals';
}

/** The stages as one stream, with how many stand at each and since when the longest; each count opens its clients. */
function Standing(props: { siteId: string; programCode: string }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { siteId, programCode } = props;
  const board = useQuery({
    queryKey: ['pathway.board', siteId, programCode],
    queryFn: () => api.board({ siteId, programCode }),
  });
  return (
    <Answer of={board} waiting={<Skeletons shape="cards" count={3} />}>
      {({ stages, target, enrolled, left }) => (
        <Panel
          title={t('board.stages')}
          hint={
            target !== null &&
            `${t('board.room', { count: enrolled, target })} · ${left === 0 || left === null ? t('board.full') : t('board.left', { count: left })}`
          }
        >
          <ol className={classes['stages']}>
            {stages.map((stage) => (
              <li key={stage.code}>
                <Link
                  className={classes['stage']}
                  to={`/pathway?at=${siteId}.${programCode}&tab=${tabOf(stage.state)}`}
                >
                  <span className={classes['stageName']}>{read(stage.name)}</span>
                  <span className={classes['stageCount']}>{format.number(stage.count)}</span>
                  {stage.oldestSince !== null && (
                    <span className={classes['stageNote']}>
                      {t('board.longest', { since: format.shortDay(stage.oldestSince) })}
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </Answer>
  );
}
