import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { keepPreviousData, useQuery } from '../../../../kernel/web/queries.ts';
import { Link, useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import type { DueLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../directory.module.css';
import { PhoneLink } from '../PhoneLink.tsx';
import { Assure } from '../service/Assure.tsx';
import { ReportWrong } from '../service/ReportWrong.tsx';
import { StandingBadge } from '../StandingBadge.tsx';
import { useAct } from './useAct.ts';

const whoses = ['mine', 'nobody', 'all'] as const;

/** Records that are due to be checked: call, then say that it is right or what was wrong. */
export function DuePage() {
  const t = useWords(words);
  const [choice, choose] = useAddressChoice('whose', 'mine');
  const whose = whoses.find((one) => one === choice) ?? 'mine';
  const [shown, setShown] = useState(30);
  const asked = useQuery({
    queryKey: ['directory.listDue', whose, shown],
    queryFn: () => api.listDue({ whose, limit: Math.min(shown, 100) }),
    placeholderData: keepPreviousData,
  });
  const label = (one: (typeof whoses)[number]) => {
    if (one === 'all' || asked.data === undefined) return t(`due.${one}`);
    return t(`due.${one}.count`, { count: asked.data[one] });
  };
  return (
    <Page
      title={t('due.title')}
      lede={t('due.lede')}
      back={{ to: '/directory', label: t('directory.title') }}
      stage="deliver"
    >
      <Stack gap={4}>
        <ChoiceField
          label={t('due.whose')}
          choices={whoses.map((one) => ({ value: one, label: label(one) }))}
          value={whose}
          onChange={choose}
        />
        <Answer of={asked}>
          {({ rows, more }) => (
            <>
              {rows.length === 0 && <EmptyState title={t('due.none')} hint={t(`due.none.${whose}`)} />}
              <div className={classes['results']}>
                {rows.map((row) => (
                  <Due key={row.id} row={row} />
                ))}
              </div>
              {more && shown < 100 && (
                <Button onClick={() => setShown(shown + 30)}>{t('directory.more')}</Button>
              )}
            </>
          )}
        </Answer>
      </Stack>
    </Page>
  );
}

function Due({ row }: { row: DueLine }) {
  const t = useWords(words);
  const format = useFormat();
  const { me } = useSession();
  const { busy, failure, act } = useAct(() => undefined);
  const mine = me?.account.id ?? null;
  const takeOn = () =>
    api.setKeeper({
      serviceId: row.id,
      version: row.version,
      keeperId: mine,
      everyDays: row.everyDays,
    });
  return (
    <article className={classes['card']}>
      <h2 className={classes['name']}>
        <Link to={`/directory/${row.id}`}>{row.name}</Link>
      </h2>
      <p className={classes['by']}>{row.organization}</p>
      <div className={classes['badges']}>
        <StandingBadge of={row} />
        <span>{row.dueOn === null ? t('due.never') : t('due.since', { ago: format.ago(row.dueOn) })}</span>
        <span>
          {row.keeperName === null ? t('keeper.nobody') : t('keeper.name', { name: row.keeperName })}
        </span>
      </div>
      {row.phone !== null && (
        <PhoneLink phone={{ number: row.phone, extension: null, type: null, description: null }} />
      )}
      <Row gap={3}>
        <Assure serviceId={row.id} version={row.version} />
        <ReportWrong serviceId={row.id} />
        {row.keeperId !== mine && (
          <Button busy={busy} onClick={() => void act(takeOn, t('keeper.saved'))}>
            {t('keeper.takeOn')}
          </Button>
        )}
      </Row>
      <Failure of={failure} while="doing" />
    </article>
  );
}
