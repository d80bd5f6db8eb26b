import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link, useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { GapLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useOwnSite } from '../api.ts';
import { SiteChoice, SupplyNav } from '../SupplyNav.tsx';
import classes from '../supply.module.css';
import { PacketForm } from './PacketForm.tsx';
import { Releases } from './Releases.tsx';
import { useGapText } from './useGapText.ts';

/** What a reviewer would not find, long before anybody asks; and the packet when somebody does. */
export function ReviewPage() {
  const t = useWords(words);
  const [site, choose] = useAddressChoice('site', '');
  const { id } = useOwnSite(site);
  return (
    <Page title={t('review.title')} lede={t('review.lede')} stage="deliver">
      <SupplyNav />
      <SiteChoice site={site} choose={choose} />
      {id === undefined ? (
        <EmptyState title={t('day.noSite')} />
      ) : (
        <Stack>
          <Gaps siteId={id} />
          <PacketForm siteId={id} />
          <Releases />
        </Stack>
      )}
    </Page>
  );
}

function Gaps(props: { siteId: string }) {
  const t = useWords(words);
  const asked = useQuery({
    queryKey: ['supply.reviewGaps', props.siteId],
    queryFn: () => api.reviewGaps({ siteId: props.siteId }),
  });
  return (
    <Panel title={t('review.gaps')} hint={t('review.gapsHint')}>
      <Answer of={asked} waiting={<Skeletons shape="rows" count={4} />}>
        {({ clients, gaps }) =>
          clients === 0 ? (
            <EmptyState plain title={t('review.nobody')} />
          ) : gaps.length === 0 ? (
            <Notice tone="good" live={false}>
              {t('review.complete', { clients })}
            </Notice>
          ) : (
            <ByPrescriber gaps={gaps} />
          )
        }
      </Answer>
    </Panel>
  );
}

function ByPrescriber(props: { gaps: readonly GapLine[] }) {
  const people = [...Map.groupBy(props.gaps, (gap) => gap.prescriberId)];
  return (
    <Stack>
      {people.map(([id, gaps]) => (
        <div key={id}>
          <h3>{gaps[0]?.prescriber}</h3>
          <Kinds gaps={gaps} />
        </div>
      ))}
    </Stack>
  );
}

function Kinds(props: { gaps: readonly GapLine[] }) {
  const t = useWords(words);
  const say = useGapText();
  const kinds = [...Map.groupBy(props.gaps, (gap) => `${gap.kind} ${gap.code ?? ''}`)];
  return (
    <ul className={classes['rows']}>
      {kinds.map(([key, gaps]) => (
        <li key={key}>
          <details className={classes['earlier']}>
            <summary>
              {t('review.line', { count: gaps.length, what: gaps[0] ? say(gaps[0], gaps) : '' })}
            </summary>
            <ul className={classes['rows']}>
              {gaps.map((gap) => (
                <li key={gap.clientId}>
                  <Link to={`/clients/${gap.clientId}`}>{gap.clientName}</Link>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
