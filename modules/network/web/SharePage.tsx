import { Link, useAddressChoice } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Grid, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { OwnLesson, PublishedLesson } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useLessons, useRead, useSiteNames, useWrites } from './api.ts';
import { isOn } from './lesson/isOn.ts';
import { LessonCard } from './lesson/LessonCard.tsx';
import classes from './network.module.css';

/** What every community learned, and one's own drafts. */
export function SharePage() {
  const t = useWords(words);
  const writes = useWrites();
  const asked = useLessons();
  const write = writes && (
    <ButtonLink kind="primary" icon="plus" to="/share/new">
      {t('lesson.new')}
    </ButtonLink>
  );
  return (
    <Page title={t('share.title')} lede={t('share.lede')} stage="share" width="wide" actions={write}>
      <Answer of={asked} waiting={<Skeletons shape="cards" count={6} />}>
        {({ published, drafts }) => (
          <Stack gap={5}>
            {writes && <Drafts lessons={drafts.filter((one) => one.publishedVersion !== one.version)} />}
            {published.length === 0 ? (
              <EmptyState title={t('share.empty')} hint={t('share.emptyHint')} />
            ) : (
              <Published lessons={published} />
            )}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Drafts(props: { lessons: readonly OwnLesson[] }) {
  const t = useWords(words);
  const names = useSiteNames();
  if (props.lessons.length === 0) return null;
  return (
    <Panel title={t('drafts.title')} hint={t('drafts.hint')}>
      <ul className={classes['lines']}>
        {props.lessons.map((lesson) => (
          <li key={lesson.id}>
            <Link to={`/share/drafts/${lesson.id}`}>{lesson.title}</Link>
            <Badge tone={lesson.publishedVersion === null ? 'still' : 'warn'}>
              {t(lesson.publishedVersion === null ? 'draft.unpublished' : 'draft.changed')}
            </Badge>
            <span className={classes['soft']}>{names.get(lesson.siteId)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Published(props: { lessons: readonly PublishedLesson[] }) {
  const t = useWords(words);
  const read = useRead();
  const [construct, choose] = useAddressChoice('construct', '');
  const constructs = new Map(
    props.lessons.flatMap((lesson) =>
      lesson.construct ? [[lesson.construct.code, read(lesson.construct.name)] as const] : [],
    ),
  );
  const shown = props.lessons.filter((lesson) => construct === '' || isOn(lesson.construct, construct));
  const options = [...constructs]
    .map(([value, label]) => ({ value, label }))
    .sort((left, right) => left.label.localeCompare(right.label));
  return (
    <>
      {options.length > 0 && (
        <SelectField
          label={t('share.construct')}
          options={[{ value: '', label: t('share.all') }, ...options]}
          value={construct}
          onChange={(value) => choose(value ?? '')}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState plain title={t('share.noneOn')} hint={t('share.noneOnHint')} />
      ) : (
        <Grid least="large">
          {shown.map((lesson) => (
            <LessonCard key={`${lesson.communityId} ${lesson.id}`} lesson={lesson} />
          ))}
        </Grid>
      )}
    </>
  );
}
