import { useState } from 'react';
import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useProgramName, useRead } from '../../pathway/web/index.ts';
import type { ReviewLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useReviews, useSites } from './api.ts';
import { Course } from './Course.tsx';
import { ReviewItemLine } from './ReviewItemLine.tsx';
import { StartSheet } from './StartSheet.tsx';

const everywhere = 'all';

/** The reviews of fidelity by people that the reader may see, and the way to start one. */
export function ReviewsPage() {
  const t = useWords(words);
  const asked = useReviews();
  const sites = useSites();
  const [siteId, choose] = useAddressChoice('site', everywhere);
  const [starting, setStarting] = useState(false);
  const runs = sites.filter(({ id }) => asked.data?.runs.includes(id));
  const start = runs.length > 0 && (
    <Button kind="primary" icon="plus" onClick={() => setStarting(true)}>
      {t('start')}
    </Button>
  );
  return (
    <Page title={t('title')} lede={t('lede')} stage="understand" actions={start}>
      {sites.length > 1 && (
        <SelectField
          label={t('site')}
          options={[
            { value: everywhere, label: t('allSites') },
            ...sites.map((site) => ({ value: site.id, label: site.name })),
          ]}
          value={siteId}
          onChange={(value) => choose(value ?? everywhere)}
        />
      )}
      <Answer of={asked}>
        {({ reviews }) => {
          const seen = reviews.filter((one) => siteId === everywhere || one.siteId === siteId);
          if (seen.length === 0) return <EmptyState title={t('none')} hint={t('noneHint')} />;
          return <Groups reviews={seen} />;
        }}
      </Answer>
      {starting && (
        <StartSheet
          sites={runs}
          siteId={siteId === everywhere ? undefined : siteId}
          onClose={() => setStarting(false)}
        />
      )}
    </Page>
  );
}

function Groups({ reviews }: { reviews: readonly ReviewLine[] }) {
  const program = useProgramName();
  const read = useRead();
  const sites = useSites();
  const groups = Map.groupBy(reviews, (one) => [one.siteId, one.programCode, one.scale.key].join(' '));
  return (
    <Stack>
      {[...groups.entries()].map(([key, own]) => {
        const [first] = own;
        if (first === undefined) return null;
        const site = sites.find(({ id }) => id === first.siteId)?.name ?? '';
        return (
          <Panel key={key} title={`${program(first.programCode)} · ${site}`} hint={read(first.scale.name)}>
            <Stack gap={3}>
              <Course reviews={own} />
              {own.map((one) => (
                <ReviewItemLine key={one.id} review={one} />
              ))}
            </Stack>
          </Panel>
        );
      })}
    </Stack>
  );
}
