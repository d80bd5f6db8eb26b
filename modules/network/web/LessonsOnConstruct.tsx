import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };
import { useLessons, useRead } from './api.ts';
import { isOn } from './lesson/isOn.ts';
import { DecisionBadge } from './lesson/DecisionBadge.tsx';
import classes from './network.module.css';

/** Who solved this already: lessons on a construct, beside a barrier about it. Silent when there are none. */
export function LessonsOnConstruct(props: { construct: string }) {
  const t = useWords(words);
  const read = useRead();
  const lessons = (useLessons().data?.published ?? []).filter((lesson) =>
    isOn(lesson.construct, props.construct),
  );
  if (lessons.length === 0) return null;
  return (
    <Panel title={t('others.title')} stage="share">
      <ul className={classes['lines']}>
        {lessons.map((lesson) => (
          <li key={`${lesson.communityId} ${lesson.id}`}>
            <Link to={`/share/lessons/${lesson.communityId}/${lesson.id}`}>{lesson.title}</Link>
            <DecisionBadge decision={lesson.decision} />
            <span className={classes['soft']}>
              {t('lesson.from', { site: read(lesson.site), community: read(lesson.community) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
