import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { SelfReferralLine } from '../../operations/selfReferral.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useProgramName } from '../api.ts';
import classes from '../pathway.module.css';
import { PagesPanel } from './PagesPanel.tsx';
import { AsideSheet, LinkSheet } from './SelfSheets.tsx';

type Doing = { readonly what: 'link' | 'aside'; readonly row: SelfReferralLine };

/** People who asked for themselves and whom nobody has met yet, and the pages they asked through. */
export function SelfTab() {
  const t = useWords(words);
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['pathway.listSelfReferrals'],
    queryFn: () => api.listSelfReferrals({}),
  });
  const close = () => setDoing(undefined);
  return (
    <Stack gap={5}>
      <Panel title={t('self.title')} hint={t('self.hint')}>
        <Answer of={asked}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState plain title={t('self.none')} hint={t('self.noneHint')} />
            ) : (
              <ul className={classes['plain']}>
                {rows.map((row) => (
                  <li key={row.id} className={classes['entry']}>
                    <Asked row={row} onDo={(what) => setDoing({ what, row })} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </Panel>
      <PagesPanel />
      {doing?.what === 'link' && <LinkSheet row={doing.row} onClose={close} />}
      {doing?.what === 'aside' && <AsideSheet row={doing.row} onClose={close} />}
    </Stack>
  );
}

function Asked(props: { row: SelfReferralLine; onDo: (what: Doing['what']) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const programName = useProgramName();
  const { row } = props;
  return (
    <>
      <Row apart>
        <strong>{row.called}</strong>
        <Badge tone="warn">{t('self.unverified')}</Badge>
      </Row>
      <p className={classes['quiet']}>
        {t('self.line', {
          program: programName(row.programCode),
          ago: format.ago(row.receivedAt),
          reference: row.reference,
        })}
      </p>
      <Facts
        items={[
          { label: t(`ask.way.${row.way}`), value: row.details },
          { label: t('ask.when'), value: row.bestTime },
          { label: t('ask.who'), value: t(`self.who.${row.whoMayAnswer}`) },
          { label: t('self.language'), value: t(`self.language.${row.language}`) },
          { label: t('self.note'), value: row.note },
        ]}
      />
      <Row gap={2}>
        <Button size="small" onClick={() => props.onDo('link')}>
          {t('self.link')}
        </Button>
        <Button size="small" kind="plain" onClick={() => props.onDo('aside')}>
          {t('self.aside')}
        </Button>
      </Row>
    </>
  );
}
