import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../ui/action/MoreMenu.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { SheetForm } from '../../../ui/overlay/SheetForm.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import type { Review, ReviewerShown } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useAct, useChanged } from './api.ts';
import classes from './fidelity.module.css';

type Of = { readonly review: Review; readonly onClose: () => void };
type What = 'add' | 'withdraw' | 'correct' | { readonly excuse: ReviewerShown };

/** What can be done with a review as a whole, by whoever looks at it. */
export function Doing({ review }: { review: Review }) {
  const t = useWords(words);
  const [what, setWhat] = useState<What | undefined>(undefined);
  const close = () => setWhat(undefined);
  const scoring = review.runs && review.state === 'scoring';
  const letOff = review.reviewers.filter((one) => !one.finished && !one.excused);
  const staying = review.reviewers.filter((one) => !one.excused).length > 1;
  const open = review.state === 'scoring' || review.state === 'agreeing';
  const items = [
    ...(scoring ? [{ label: t('reviewer.add'), onChoose: () => setWhat('add') }] : []),
    ...(scoring && staying
      ? letOff.map((one) => ({
          label: t('reviewer.excuse', { name: one.name }),
          onChoose: () => setWhat({ excuse: one }),
        }))
      : []),
    ...(review.runs && open && review.edition === 1
      ? [{ label: t('withdraw'), onChoose: () => setWhat('withdraw') }]
      : []),
    ...(review.reviews && review.state === 'closed'
      ? [{ label: t('correct'), onChoose: () => setWhat('correct') }]
      : []),
  ];
  return (
    <div className={classes['screenOnly']}>
      <Row gap={1}>
        {review.state === 'closed' && (
          <Button size="small" onClick={() => window.print()}>
            {t('print')}
          </Button>
        )}
        {items.length > 0 && <MoreMenu label={t('more')} items={items} />}
      </Row>
      {what === 'add' && <AddSheet review={review} onClose={close} />}
      {(what === 'withdraw' || what === 'correct') && (
        <WhySheet review={review} what={what} onClose={close} />
      )}
      {typeof what === 'object' && <Excuse reviewer={what.excuse} onClose={close} />}
    </div>
  );
}

function AddSheet({ review, onClose }: Of) {
  const t = useWords(words);
  const [accountId, setAccount] = useState<string | null>(null);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(onClose);
  const asked = useQuery({
    queryKey: ['fidelity.listReviewable', review.siteId],
    queryFn: () => api.listReviewable({ siteId: review.siteId }),
  });
  const there = review.reviewers.map((one) => one.accountId);
  const people = (asked.data?.people ?? []).filter((one) => !there.includes(one.accountId));
  const save = () => {
    if (accountId !== null)
      void act(() => api.addReviewer({ id, reviewId: review.id, accountId }), t('saved'));
  };
  return (
    <SheetForm title={t('reviewer.add')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <SelectField
        label={t('people')}
        options={people.map((one) => ({ value: one.accountId, label: one.name }))}
        value={accountId}
        onChange={setAccount}
      />
    </SheetForm>
  );
}

function WhySheet({ review, what, onClose }: Of & { what: 'withdraw' | 'correct' }) {
  const t = useWords(words);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useAct(onClose);
  const short = reason.trim().length < 3;
  const save = () => {
    setTried(true);
    if (short) return;
    const said = { id: review.id, version: review.version, reason };
    void act(() => (what === 'withdraw' ? api.withdrawReview(said) : api.correctReview(said)), t('saved'));
  };
  return (
    <SheetForm
      title={t(what)}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
      yes={t(what)}
      danger={what === 'withdraw'}
    >
      <LongTextField
        label={t(what === 'withdraw' ? 'withdrawWhy' : 'correctWhy')}
        value={reason}
        onChange={setReason}
        maxLength={2_000}
        error={tried && short ? t('needed') : undefined}
      />
    </SheetForm>
  );
}

function Excuse({ reviewer, onClose }: { reviewer: ReviewerShown; onClose: () => void }) {
  const t = useWords(words);
  const changed = useChanged();
  const title = t('reviewer.excuse', { name: reviewer.name });
  const excuse = async () => {
    await api.excuseReviewer({ id: reviewer.id, version: reviewer.version });
    await changed();
  };
  return (
    <Confirm open onClose={onClose} title={title} yes={title} onYes={excuse}>
      {t('reviewer.excuseQuestion')}
    </Confirm>
  );
}
