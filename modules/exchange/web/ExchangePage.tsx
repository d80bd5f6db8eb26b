import { useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import words from '../words.json' with { type: 'json' };
import { useStudy } from './api.ts';
import { ImportSection } from './ImportSection.tsx';
import { ExportSection } from './ExportSection.tsx';

/** A study's exchange with other tools for qualitative analysis: bring a project in after a look at it, or take the study out. */
export function ExchangePage() {
  const t = useWords(words);
  const id = useParam('id');
  const study = useStudy(id);
  return (
    <Page
      title={t('exchange.title')}
      lede={t('exchange.lede')}
      stage="understand"
      back={{ to: `/studies/${id}`, label: study?.title ?? t('exchange.study') }}
    >
      <Stack gap={5}>
        <ImportSection studyId={id} />
        <ExportSection studyId={id} />
      </Stack>
    </Page>
  );
}
