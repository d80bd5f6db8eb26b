import { useQuery } from '../../../../kernel/web/queries.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Panels } from '../../../../kernel/web/panels.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import type { directory } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAct } from '../upkeep/useAct.ts';
import { sourceActionsPlace } from './places.ts';
import { SitePlaces } from './SitePlaces.tsx';

type Source = OutputOf<typeof directory.operations.listSources>['rows'][number];

/** Where the directory comes from, what of it is public, and where the sites stand on the map. */
export function SourcesPage() {
  const t = useWords(words);
  const { sees } = useSession();
  const asked = useQuery({ queryKey: ['directory.listSources'], queryFn: () => api.listSources({}) });
  return (
    <Page
      title={t('sources.title')}
      lede={t('sources.lede')}
      back={{ to: '/directory', label: t('directory.title') }}
      stage="deliver"
    >
      <Stack gap={4}>
        <Answer of={asked}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState title={t('sources.none')} hint={t('sources.none.hint')} />
            ) : (
              rows.map((source) => <OneSource key={source.id} source={source} />)
            )
          }
        </Answer>
        {sees(['steward', 'coordinator']) && <SitePlaces />}
      </Stack>
    </Page>
  );
}

function OneSource({ source }: { source: Source }) {
  const t = useWords(words);
  const format = useFormat();
  const { sees } = useSession();
  const { busy, failure, act } = useAct(() => undefined);
  const { id, version, publishedAt, terms, termsPublished } = source;
  const publish = (on: boolean, withTerms: boolean) =>
    void act(
      () => api.publishSource({ id, version, on, terms: withTerms }),
      on ? t('sources.published') : t('sources.withdrawn'),
    );
  const steward = sees(['steward']);
  return (
    <Panel
      title={source.code === 'own' ? t('sources.own') : source.code}
      hint={t('sources.services', { count: source.services })}
      actions={<Panels at={sourceActionsPlace} with={{ source: source.code }} />}
    >
      <Row gap={3}>
        <Badge>{t(source.reach === 'provincial' ? 'reach.provincial' : 'reach.local')}</Badge>
        <Badge tone={publishedAt === null ? 'still' : 'warn'} icon={publishedAt === null ? 'lock' : 'share'}>
          {publishedAt === null
            ? t('sources.private')
            : t('sources.public', { day: format.day(publishedAt) })}
        </Badge>
        {source.importedAt !== null && (
          <span>{t('sources.imported', { day: format.day(source.importedAt) })}</span>
        )}
        {source.refused > 0 && <span>{t('sources.refused', { count: source.refused })}</span>}
      </Row>
      {steward && publishedAt !== null && terms > 0 && (
        <CheckField
          label={t('sources.terms', { count: terms })}
          hint={t('sources.terms.hint')}
          checked={termsPublished}
          onChange={(checked) => publish(true, checked)}
        />
      )}
      {steward && (
        <Row gap={3}>
          <Button busy={busy} onClick={() => publish(publishedAt === null, false)}>
            {publishedAt === null ? t('sources.publish') : t('sources.withdraw')}
          </Button>
        </Row>
      )}
      <Failure of={failure} while="doing" />
    </Panel>
  );
}
