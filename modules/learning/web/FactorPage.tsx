import { useState } from 'react';
import { Panels } from '../../../kernel/web/panels.tsx';
import { Link, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row, Split } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { FactorShown } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useDecides, useFactors, useRead, useSiteNames } from './api.ts';
import { ValenceBadge } from './badges.tsx';
import { factorAside } from './places.ts';
import { RewordSheet } from './RewordSheet.tsx';
import { StrategyPanel } from './strategy/StrategyPanel.tsx';
import { Suggestions } from './strategy/Suggestions.tsx';

/** One barrier or facilitator: what is done about it, and what studies recommend. */
export function FactorPage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useFactors();
  const factor = asked.data?.factors.find((one) => one.id === id);
  if (factor) return <Shown factor={factor} />;
  return (
    <Page title={t('factor.title')} stage="change" back={{ to: '/change', label: t('change.title') }}>
      <Answer of={asked} waiting={<Skeletons shape="rows" />}>
        {() => <EmptyState title={t('refusal.noSuchFactor')} />}
      </Answer>
    </Page>
  );
}

function Shown(props: { factor: FactorShown }) {
  const t = useWords(words);
  const read = useRead();
  const names = useSiteNames();
  const decides = useDecides();
  const [rewording, setRewording] = useState(false);
  const { factor } = props;
  const { construct, strategies } = factor;
  const lede = (
    <Row gap={3}>
      <ValenceBadge valence={factor.valence} />
      <Link to={`/frameworks/${construct.system}?code=${encodeURIComponent(construct.code)}`}>
        {read(construct.name)}
      </Link>
      <span>{names.get(factor.siteId)}</span>
    </Row>
  );
  const chosen =
    strategies.length === 0 ? (
      <Panel title={t('strategy.chosen')}>
        <EmptyState
          plain
          title={t('strategy.none')}
          hint={t(decides ? 'strategy.noneHint' : 'strategy.noneHintOther')}
        />
      </Panel>
    ) : (
      strategies.map((strategy) => <StrategyPanel key={strategy.id} strategy={strategy} />)
    );
  const suggestions = <Suggestions factor={factor} />;
  const others = <Panels at={factorAside} with={{ construct: construct.code }} />;
  const untouched = strategies.length === 0;
  return (
    <Page
      title={factor.statement}
      lede={lede}
      stage="change"
      back={{ to: '/change', label: t('change.title') }}
      actions={
        <Button icon="edit" onClick={() => setRewording(true)}>
          {t('factor.reword')}
        </Button>
      }
    >
      <Split
        main={untouched ? suggestions : chosen}
        aside={
          <>
            {untouched && chosen}
            {others}
            {!untouched && suggestions}
          </>
        }
      />
      {rewording && <RewordSheet factor={factor} onClose={() => setRewording(false)} />}
    </Page>
  );
}
