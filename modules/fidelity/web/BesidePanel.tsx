import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import words from '../words.json' with { type: 'json' };
import { useReviews } from './api.ts';
import { ReviewItemLine } from './ReviewItemLine.tsx';

const shown = 3;

/** Beside what the records show of fidelity at a site: the latest reviews by people there. */
export function BesidePanel({ siteId }: { siteId: string }) {
  const t = useWords(words);
  const all = (
    <ButtonLink size="small" kind="plain" to={`/fidelity/reviews?site=${siteId}`}>
      {t('all')}
    </ButtonLink>
  );
  return (
    <Panel title={t('beside')} hint={t('besideHint')} stage="understand" actions={all}>
      <Answer of={useReviews()}>
        {({ reviews }) => {
          const own = reviews.filter((one) => one.siteId === siteId && one.latest !== null).slice(0, shown);
          if (own.length === 0) return <p>{t('besideNone')}</p>;
          return (
            <Stack gap={2}>
              {own.map((one) => (
                <ReviewItemLine key={one.id} review={one} />
              ))}
            </Stack>
          );
        }}
      </Answer>
    </Panel>
  );
}
