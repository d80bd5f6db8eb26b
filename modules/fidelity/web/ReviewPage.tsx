import { useState } from 'react';
import { useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useProgramName, useRead } from '../../pathway/web/index.ts';
import type { Review } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { Alone } from './Alone.tsx';
import { api, useAct, useBeside, useChanged, useReview, useSites } from './api.ts';
import { Doing } from './Doing.tsx';
import classes from './fidelity.module.css';
import { Result } from './Result.tsx';
import { StateBadge, useWindow } from './ReviewItemLine.tsx';
import { Sections } from './Sections.tsx';
import { TogetherItem } from './Together.tsx';

/** One review of fidelity by people: scored alone, agreed together, closed as a report. */
export function ReviewPage() {
  const t = useWords(words);
  const program = useProgramName();
  const sites = useSites();
  const window = useWindow();
  const asked = useReview(useParam('id'));
  const review = asked.data?.review;
  const site = sites.find(({ id }) => id === review?.siteId)?.name ?? '';
  return (
    <Page
      title={review ? `${program(review.programCode)} · ${site}` : t('one')}
      lede={review && window(review)}
      back={{ to: '/fidelity/reviews', label: t('title') }}
      stage="understand"
      actions={review && <Doing review={review} />}
    >
      <Answer of={asked}>{({ review: shown }) => <Body review={shown} />}</Answer>
    </Page>
  );
}

function Body({ review }: { review: Review }) {
  const t = useWords(words);
  const own = review.reviewers.find((one) => one.mine && !one.excused);
  return (
    <Stack>
      <Reviewers review={review} />
      {review.state === 'withdrawn' && (
        <Notice tone="still">{t('withdrawn', { reason: review.reason ?? '' })}</Notice>
      )}
      {review.state === 'scoring' && own && !own.finished && <Alone review={review} />}
      {review.state === 'scoring' && (own === undefined || own.finished) && (
        <Notice tone="info" live={false}>
          {t(own ? 'finished' : 'waiting')}
        </Notice>
      )}
      {(review.state === 'agreeing' || review.state === 'closed') && <Together review={review} />}
      <AboutScale review={review} />
    </Stack>
  );
}

function Reviewers({ review }: { review: Review }) {
  const t = useWords(words);
  const read = useRead();
  const stands = (one: Review['reviewers'][number]) =>
    one.excused ? 'excused' : one.finished ? 'finished' : 'scoring';
  return (
    <Panel
      title={t('reviewers')}
      hint={read(review.scale.name)}
      actions={<StateBadge state={review.state} />}
    >
      <ul className={classes['lines']}>
        {review.reviewers.map((one) => (
          <li key={one.id}>
            <Row gap={2}>
              <span>{one.name}</span>
              <Badge tone={one.finished ? 'good' : 'still'}>{t(`reviewer.${stands(one)}`)}</Badge>
            </Row>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Together({ review }: { review: Review }) {
  const t = useWords(words);
  const beside = useBeside(review.id);
  return (
    <Stack>
      {review.state === 'agreeing' && (
        <Notice tone="info" live={false}>
          {t(review.reviews ? 'agreeing' : 'agreeingOther')}
        </Notice>
      )}
      {review.state === 'agreeing' && review.edition > 1 && (
        <Notice tone="warn" live={false}>
          {t('correcting', { number: review.edition, reason: review.reason ?? '' })}
        </Notice>
      )}
      <Result review={review} />
      {review.state === 'agreeing' && review.reviews && <Agreeing review={review} />}
      <Sections review={review}>
        {(item) => (
          <TogetherItem key={item.code} review={review} item={item} record={beside.get(item.code)} />
        )}
      </Sections>
    </Stack>
  );
}

function Agreeing({ review }: { review: Review }) {
  const t = useWords(words);
  const [closing, setClosing] = useState(false);
  const { act, busy, failure } = useAct(() => undefined);
  const changed = useChanged();
  const { id, version } = review;
  const close = async () => {
    await api.closeReview({ id, version });
    await changed();
  };
  return (
    <>
      <Row gap={2}>
        <Button busy={busy} onClick={() => void act(() => api.agreeAlike({ reviewId: id }), t('saved'))}>
          {t('agreeAlike')}
        </Button>
        <Button kind="primary" onClick={() => setClosing(true)}>
          {t('close')}
        </Button>
      </Row>
      <Failure of={failure} while="doing" />
      <Confirm
        open={closing}
        onClose={() => setClosing(false)}
        title={t('close')}
        yes={t('close')}
        onYes={close}
      >
        {t('closeQuestion')}
      </Confirm>
    </>
  );
}

function AboutScale({ review }: { review: Review }) {
  const t = useWords(words);
  const read = useRead();
  return (
    <Panel title={t('scaleNote')} look="quiet">
      <p>{read(review.scale.note)}</p>
      <p className={classes['quiet']}>{t('source', { source: review.scale.source })}</p>
    </Panel>
  );
}
