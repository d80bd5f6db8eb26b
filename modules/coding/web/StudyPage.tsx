import type { ReactNode } from 'react';
import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { Study } from '../../evidence/contract.ts';
import words from '../words.json' with { type: 'json' };
import { type Codebook, useCodebook, useStudies } from './api.ts';

/** A screen about one study, chosen at its head (`?study=` in the address); says what to do when there is none. */
export function StudyPage(props: {
  title: string;
  lede: string;
  noStudyHint: string;
  children: (study: Study, codebook: Codebook) => ReactNode;
}) {
  const t = useWords(words);
  const studies = useStudies();
  const [asked, choose] = useAddressChoice('study', '');
  const rows = studies.data?.rows ?? [];
  const study = rows.find((row) => row.id === asked) ?? rows[0];
  const codebook = useCodebook(study);
  return (
    <Page title={props.title} lede={props.lede} stage="understand" width="wide">
      <Answer of={studies}>
        {() =>
          study === undefined ? (
            <EmptyState
              title={t('matrix.noStudy')}
              hint={props.noStudyHint}
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
              {codebook ? props.children(study, codebook) : <Skeletons shape="rows" count={8} />}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}
