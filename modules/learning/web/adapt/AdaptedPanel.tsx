import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { AdaptationLines } from './AdaptationLines.tsx';
import { useAdaptations } from './useAdaptations.ts';

/** Beside a site's fidelity: what was changed in its programs within the window, or went on in it. */
export function AdaptedPanel(props: { siteId: string; from: string; to: string }) {
  const t = useWords(words);
  const { siteId, from, to } = props;
  const asked = useAdaptations();
  const all = (
    <ButtonLink size="small" kind="plain" to={`/change/adaptations?site=${siteId}`}>
      {t('adapt.all')}
    </ButtonLink>
  );
  return (
    <Panel title={t('adapt.beside')} hint={t('adapt.besideHint')} stage="change" actions={all}>
      <Answer of={asked}>
        {({ adaptations }) => {
          const rows = adaptations.filter(
            (one) =>
              one.siteId === siteId && one.beganOn < to && (one.endedOn === null || one.endedOn > from),
          );
          if (rows.length === 0) return <p>{t('adapt.noneHere')}</p>;
          return <AdaptationLines rows={rows} correct={false} />;
        }}
      </Answer>
    </Panel>
  );
}
