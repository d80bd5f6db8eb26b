import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import type { PublishedLesson } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';
import classes from '../network.module.css';
import { DecisionBadge } from './DecisionBadge.tsx';
import { Turn } from './Turn.tsx';

/** A lesson as a card: what it is about, what was decided, whose it is, its figures at a glance, who uses it. */
export function LessonCard(props: { lesson: PublishedLesson }) {
  const t = useWords(words);
  const read = useRead();
  const { lesson } = props;
  return (
    <article className={classes['card']}>
      <div className={classes['badges']}>
        <DecisionBadge decision={lesson.decision} />
        {lesson.own && <Badge>{t('lesson.own')}</Badge>}
        {lesson.usedHere && <Badge tone="good">{t('lesson.usedHere')}</Badge>}
      </div>
      <h2 lang={lesson.language}>
        <Link to={`/share/lessons/${lesson.communityId}/${lesson.id}`}>{lesson.title}</Link>
      </h2>
      {lesson.construct && <p className={classes['soft']}>{read(lesson.construct.name)}</p>}
      <p lang={lesson.language} className={classes['gist']}>
        {lesson.problem}
      </p>
      <Turn evidence={lesson.evidence} />
      <p className={classes['foot']}>
        <span>{t('lesson.from', { site: read(lesson.site), community: read(lesson.community) })}</span>
        {lesson.usedBy.length > 0 && <span>{t('lesson.users', { count: lesson.usedBy.length })}</span>}
      </p>
    </article>
  );
}
