import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Evidence, OwnLesson, PublishedLesson } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';
import classes from '../network.module.css';
import { EvidenceChart } from './EvidenceChart.tsx';

const parts = ['problem', 'tried', 'happened', 'advice'] as const;

type Told = Pick<OwnLesson, (typeof parts)[number] | 'language'> &
  Pick<PublishedLesson, 'construct' | 'strategy'> & { readonly evidence: Evidence };

/** What a lesson says, in the order in which people ask, with its figures: the same before and after it is published. */
export function LessonBody(props: { lesson: Told }) {
  const t = useWords(words);
  const read = useRead();
  const { lesson } = props;
  const { construct, strategy, language } = lesson;
  return (
    <Panel stage="share">
      {(construct || strategy) && (
        <p className={classes['about']}>
          {construct && (
            <Link to={`/frameworks/${construct.system}?code=${encodeURIComponent(construct.code)}`}>
              {read(construct.name)}
            </Link>
          )}
          {strategy && (
            <Link to={`/frameworks/${strategy.system}?code=${encodeURIComponent(strategy.code)}`}>
              {read(strategy.name)}
            </Link>
          )}
        </p>
      )}
      {parts.map((part) => (
        <section key={part} className={classes['part']}>
          <h2>{t(`part.${part}`)}</h2>
          <p lang={language}>{lesson[part]}</p>
        </section>
      ))}
      <section className={classes['part']}>
        <h2>{t('part.evidence')}</h2>
        <EvidenceChart evidence={lesson.evidence} />
      </section>
    </Panel>
  );
}
