import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useParam } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row, Split } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { PublishedLesson } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useAct, useRead, useWrites } from './api.ts';
import { DecisionBadge } from './lesson/DecisionBadge.tsx';
import { LessonBody } from './lesson/LessonBody.tsx';
import classes from './network.module.css';

/** One published lesson: what it says, who uses it, and the way to use it here. */
export function LessonPage() {
  const t = useWords(words);
  const [communityId, id] = [useParam('community'), useParam('id')];
  const asked = useQuery({
    queryKey: ['network.openLesson', communityId, id],
    queryFn: () => api.openLesson({ communityId, id }),
  });
  if (asked.data) return <Shown lesson={asked.data.lesson} />;
  return (
    <Page title={t('lesson.title')} stage="share" back={{ to: '/share', label: t('share.title') }}>
      <Answer of={asked} waiting={<Skeletons shape="rows" count={5} />}>
        {() => null}
      </Answer>
    </Page>
  );
}

function Shown(props: { lesson: PublishedLesson }) {
  const t = useWords(words);
  const read = useRead();
  const writes = useWrites();
  const { day } = useFormat();
  const { lesson } = props;
  const lede = (
    <Row gap={3}>
      <DecisionBadge decision={lesson.decision} />
      <span>{t('lesson.from', { site: read(lesson.site), community: read(lesson.community) })}</span>
      <span>{t('lesson.published', { day: day(lesson.publishedAt) })}</span>
    </Row>
  );
  const edit = lesson.own && writes && (
    <ButtonLink icon="edit" to={`/share/drafts/${lesson.id}`}>
      {t('lesson.edit')}
    </ButtonLink>
  );
  return (
    <Page
      title={lesson.title}
      lede={lede}
      stage="share"
      width="wide"
      back={{ to: '/share', label: t('share.title') }}
      actions={edit}
    >
      <Split
        main={<LessonBody lesson={lesson} />}
        aside={
          <>
            {writes && <UseHere lesson={lesson} />}
            <Users lesson={lesson} />
          </>
        }
      />
    </Page>
  );
}

function Users(props: { lesson: PublishedLesson }) {
  const t = useWords(words);
  const read = useRead();
  const { usedBy } = props.lesson;
  return (
    <Panel title={t('users.title')}>
      {usedBy.length === 0 ? (
        <p className={classes['soft']}>{t('users.none')}</p>
      ) : (
        <ul className={classes['lines']}>
          {usedBy.map((site) => (
            <li key={site.en}>{read(site)}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** The choice of one's own site that will use the lesson; sites that use it already, and the one it comes from, are not offered. */
function UseHere(props: { lesson: PublishedLesson }) {
  const t = useWords(words);
  const read = useRead();
  const { lesson } = props;
  const taken = new Set([...lesson.usedBy, ...(lesson.own ? [lesson.site] : [])].map(read));
  const sites = useMe().sites.filter(({ name }) => !taken.has(name));
  const [siteId, choose] = useState(sites[0]?.id ?? null);
  const [id, setId] = useState(newId);
  const { busy, failure, act } = useAct(() => setId(newId()));
  const chosen = sites.find((site) => site.id === siteId) ?? sites[0];
  if (chosen === undefined) return null;
  const use = () =>
    void act(
      () =>
        api.useLesson(
          { id, communityId: lesson.communityId, lessonId: lesson.id, siteId: chosen.id },
          { key: id },
        ),
      t('use.done'),
    );
  return (
    <Panel title={t('use.title')} hint={t('use.hint')} stage="change">
      <Form
        onSubmit={use}
        actions={
          <Button type="submit" kind="primary" busy={busy}>
            {t('use.save')}
          </Button>
        }
      >
        {sites.length > 1 ? (
          <ChoiceField
            label={t('use.site')}
            choices={sites.map((site) => ({ value: site.id, label: site.name }))}
            value={chosen.id}
            onChange={choose}
          />
        ) : (
          <p>{chosen.name}</p>
        )}
        <Failure of={failure} while="doing" />
      </Form>
    </Panel>
  );
}
