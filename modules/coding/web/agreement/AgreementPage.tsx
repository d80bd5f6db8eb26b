import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { useCodebook, useStudies } from '../api.ts';
import { Figures } from './Figures.tsx';
import { Rounds } from './Rounds.tsx';

/** How far coders agree, and the rounds of double coding it is worked out from. */
export function AgreementPage() {
  const t = useWords(words);
  const studies = useStudies();
  const [asked, choose] = useAddressChoice('study', '');
  const rows = studies.data?.rows ?? [];
  const study = rows.find((row) => row.id === asked) ?? rows[0];
  const codebook = useCodebook(study);
  return (
    <Page title={t('agree.title')} lede={t('agree.lede')} stage="understand" width="wide">
      <Answer of={studies}>
        {() =>
          study === undefined ? (
            <EmptyState
              title={t('matrix.noStudy')}
              hint={t('agree.noStudyHint')}
              action={<ButtonLink to="/studies">{t('text.studies')}</ButtonLink>}
            />
          ) : (
            <Stack gap={4}>
              <SelectField
                label={t('matrix.study')}
                options={rows.map((row) => ({ value: row.id, label: row.title }))}
                value={study.id}
                onChange={(id) => choose(id ?? '')}
              />
              {codebook ? (
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
              ) : (
                <Skeletons shape="rows" count={8} />
              )}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}
