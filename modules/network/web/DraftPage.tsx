import { useState } from 'react';
import type { OutputOf } from '../../../kernel/contract.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useParam } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { network } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useAct, useSiteNames } from './api.ts';
import { LessonBody } from './lesson/LessonBody.tsx';
import { ReviseSheet } from './ReviseSheet.tsx';

type Previewed = OutputOf<typeof network.operations.previewLesson>;

/** One's own lesson exactly as every other community would read it, and the ways to publish, change or take it back. */
export function DraftPage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useQuery({
    queryKey: ['network.previewLesson', id],
    queryFn: () => api.previewLesson({ id }),
  });
  if (asked.data) return <Shown previewed={asked.data} />;
  return (
    <Page title={t('draft.title')} stage="share" back={{ to: '/share', label: t('share.title') }}>
      <Answer of={asked} waiting={<Skeletons shape="rows" count={5} />}>
        {() => null}
      </Answer>
    </Page>
  );
}

function Shown(props: { previewed: Previewed }) {
  const t = useWords(words);
  const names = useSiteNames();
  const communityId = useMe().community.id;
  const [open, setOpen] = useState<'publish' | 'revise' | 'withdraw' | undefined>(undefined);
  const { lesson, ...behind } = props.previewed;
  const state =
    lesson.publishedVersion === null
      ? 'unpublished'
      : lesson.publishedVersion === lesson.version
        ? 'published'
        : 'changed';
  const actions = (
    <>
      {state !== 'published' && (
        <Button kind="primary" icon="share" onClick={() => setOpen('publish')}>
          {t(state === 'changed' ? 'draft.publishAgain' : 'draft.publish')}
        </Button>
      )}
      <Button icon="edit" onClick={() => setOpen('revise')}>
        {t('draft.revise')}
      </Button>
      {state !== 'unpublished' && <Button onClick={() => setOpen('withdraw')}>{t('draft.withdraw')}</Button>}
    </>
  );
  const lede = (
    <Row gap={3}>
      <Badge tone={state === 'published' ? 'share' : state === 'changed' ? 'warn' : 'still'}>
        {t(`draft.${state}`)}
      </Badge>
      <span>{names.get(lesson.siteId)}</span>
      {lesson.usedBy > 0 && <span>{t('lesson.users', { count: lesson.usedBy })}</span>}
    </Row>
  );
  return (
    <Page
      title={lesson.title}
      lede={lede}
      stage="share"
      back={{ to: '/share', label: t('share.title') }}
      actions={actions}
    >
      <Stack gap={4}>
        <Notice
          live={false}
          actions={
            state !== 'unpublished' && (
              <ButtonLink to={`/share/lessons/${communityId}/${lesson.id}`}>
                {t('draft.seePublished')}
              </ButtonLink>
            )
          }
        >
          {t(`draft.${state}Hint`)}
        </Notice>
        <LessonBody lesson={{ ...lesson, ...behind }} />
      </Stack>
      {open === 'revise' && <ReviseSheet lesson={lesson} onClose={() => setOpen(undefined)} />}
      <Asking open={open} lesson={lesson} onClose={() => setOpen(undefined)} />
    </Page>
  );
}

/** The questions before a lesson leaves the community, and before it is taken back. */
function Asking(props: {
  open: 'publish' | 'revise' | 'withdraw' | undefined;
  lesson: Previewed['lesson'];
  onClose: () => void;
}) {
  const t = useWords(words);
  const { renew } = useAct();
  const { id, version } = props.lesson;
  const doing = (work: () => Promise<unknown>, said: string) => async () => {
    try {
      await work();
      toast(said);
    } finally {
      await renew();
    }
  };
  return (
    <>
      <Confirm
        open={props.open === 'publish'}
        onClose={props.onClose}
        title={t('publish.title')}
        yes={t('draft.publish')}
        onYes={doing(() => api.publishLesson({ id, version }), t('publish.done'))}
      >
        <p>{t('publish.what')}</p>
      </Confirm>
      <Confirm
        open={props.open === 'withdraw'}
        onClose={props.onClose}
        title={t('withdraw.title')}
        yes={t('draft.withdraw')}
        danger
        onYes={doing(() => api.withdrawLesson({ id }), t('withdraw.done'))}
      >
        <p>{t('withdraw.what')}</p>
      </Confirm>
    </>
  );
}
