import { useWords } from '../../../../kernel/web/words.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import words from '../../words.json' with { type: 'json' };
import { StudyPage } from '../StudyPage.tsx';
import { Figures } from './Figures.tsx';
import { Rounds } from './Rounds.tsx';

/** How far coders agree, and the rounds of double coding it is worked out from. */
export function AgreementPage() {
  const t = useWords(words);
  return (
    <StudyPage title={t('agree.title')} lede={t('agree.lede')} noStudyHint={t('agree.noStudyHint')}>
      {(study, codebook) => (
        <Tabs
          key={study.id}
          label={t('agree.title')}
          tabs={[
            {
              id: 'figures',
              label: t('agree.figures'),
              show: () => <Figures study={study.id} codebook={codebook} />,
            },
            { id: 'rounds', label: t('round.title'), show: () => <Rounds study={study.id} /> },
          ]}
        />
      )}
    </StudyPage>
  );
}
