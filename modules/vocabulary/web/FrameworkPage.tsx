import { useState } from 'react';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useAddressChoice, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { CodeSystem } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, published, useRead } from './api.ts';
import { CodeTree } from './CodeTree.tsx';
import { Groups } from './ProgramParts.tsx';
import { useOpenCodes } from './useOpenCodes.ts';

/** One framework as a tree to read: names, definitions, coding hints, in the reader's language. */
export function FrameworkPage() {
  const t = useWords(words);
  const read = useRead();
  const key = useParam('key');
  const asked = useQuery({
    queryKey: ['vocabulary.getSystem', key],
    queryFn: () => api.getSystem({ key }),
    ...published,
  });
  const name = asked.data ? read(asked.data.system.name) : t('frameworks.title');
  return (
    <Page title={name} stage="understand" back={{ to: '/frameworks', label: t('frameworks.title') }}>
      <Answer of={asked} waiting={<Skeletons shape="rows" count={6} />}>
        {({ system }) => (
          <Stack gap={5}>
            <Tree key={system.key} system={system} />
            <About system={system} />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Tree(props: { system: CodeSystem }) {
  const t = useWords(words);
  const [text, setText] = useState('');
  const [chosen] = useAddressChoice('code', '');
  const { shown, matches, open, toggle, openAll, closeAll } = useOpenCodes(props.system.codes, text, chosen);
  return (
    <Stack>
      <SearchField label={t('framework.filter')} value={text} onChange={setText} />
      <Row apart>
        <span role="status">{text.trim() !== '' && t('framework.filtered', { count: matches })}</span>
        <Row>
          <Button kind="plain" size="small" onClick={openAll}>
            {t('framework.openAll')}
          </Button>
          <Button kind="plain" size="small" onClick={closeAll}>
            {t('framework.closeAll')}
          </Button>
        </Row>
      </Row>
      {shown.length === 0 ? (
        <EmptyState plain title={t('frameworks.none.title')} hint={t('frameworks.none.hint')} />
      ) : (
        <CodeTree nodes={shown} label={t('framework.tree')} open={open} toggle={toggle} chosen={chosen} />
      )}
    </Stack>
  );
}

function About(props: { system: CodeSystem }) {
  const t = useWords(words);
  const read = useRead();
  const { system } = props;
  return (
    <Panel title={t('framework.about')} look="quiet">
      <Groups
        items={[
          { label: t('framework.source'), value: <span lang="en">{system.source}</span> },
          { label: t('framework.terms'), value: read(system.licence.terms) },
          { label: t('framework.note'), value: read(system.note) },
          { label: t('framework.edition'), value: system.edition },
          { label: t('framework.version'), value: system.version },
        ]}
      />
    </Panel>
  );
}
