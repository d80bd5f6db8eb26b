import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import type { RuleLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useOwnSite, useRecordWords, useRules, useSupplyChanged } from '../api.ts';
import { SiteChoice, SupplyNav } from '../SupplyNav.tsx';
import classes from '../supply.module.css';
import { Offerings } from './Offerings.tsx';
import { PublishSheet } from './PublishSheet.tsx';
import { SiteFigures } from './SiteFigures.tsx';

/** What holds at a site on a day: protocols, rules and advice, what can be given, and how it does. */
export function RulesPage() {
  const t = useWords(words);
  const [site, choose] = useAddressChoice('site', '');
  const [on, setOn] = useState(todayHere());
  const { id } = useOwnSite(site);
  return (
    <Page title={t('rules.title')} lede={t('rules.lede')} stage="deliver">
      <SupplyNav />
      <SiteChoice site={site} choose={choose} />
      {id === undefined ? (
        <EmptyState title={t('day.noSite')} />
      ) : (
        <Stack>
          <DayField label={t('rules.on')} value={on} onChange={(day) => setOn(day || todayHere())} />
          <Rules siteId={id} on={on} />
          <Offerings siteId={id} on={on} />
          <SiteFigures siteId={id} />
        </Stack>
      )}
    </Page>
  );
}

function Rules(props: { siteId: string; on: string }) {
  const t = useWords(words);
  const { sees } = useSession();
  const asked = useRules(props.siteId, props.on);
  const [publishing, setPublishing] = useState(false);
  const may = sees(['coordinator', 'clinician']);
  return (
    <Panel
      title={t('rules.protocols')}
      actions={
        may && (
          <Button size="small" onClick={() => setPublishing(true)}>
            {t('rules.publish')}
          </Button>
        )
      }
    >
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState plain title={t('rules.none')} hint={t('rules.noneHint')} />
          ) : (
            <ul className={classes['rows']}>
              {rows.map((rule) => (
                <OneRule key={rule.id} rule={rule} may={may} />
              ))}
            </ul>
          )
        }
      </Answer>
      {publishing && <PublishSheet siteId={props.siteId} onClose={() => setPublishing(false)} />}
    </Panel>
  );
}

function OneRule(props: { rule: RuleLine; may: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const list = useRecordWords();
  const changed = useSupplyChanged();
  const [ending, setEnding] = useState(false);
  const { rule } = props;
  const title = read(rule.title);
  const body = read(rule.body) || rule.body.en || rule.body.fr;
  const days =
    rule.validTo === null
      ? t('rules.since', { day: format.day(rule.validFrom) })
      : t('rules.between', { from: format.day(rule.validFrom), to: format.day(rule.validTo) });
  const end = async () => {
    await api.endRule({ id: rule.id, version: rule.version, validTo: todayHere() });
    await changed();
    toast(t('rules.ended'));
  };
  return (
    <li>
      <Stack gap={1}>
        <Row apart>
          <strong>{title}</strong>
          <Badge>{list.jurisdiction(rule.jurisdictionCode)}</Badge>
        </Row>
        <p className={classes['quiet']}>
          {[t('rules.line', { kind: t(`rule.${rule.kind}`), edition: rule.edition }), days, rule.source].join(
            ' · ',
          )}
        </p>
        <p className={classes['words']}>{body}</p>
        {props.may && rule.validTo === null && (
          <Row>
            <Button
              kind="plain"
              size="small"
              onClick={() => setEnding(true)}
              label={t('rules.endOf', { title })}
            >
              {t('rules.end')}
            </Button>
          </Row>
        )}
      </Stack>
      <Confirm
        open={ending}
        onClose={() => setEnding(false)}
        title={t('rules.endOf', { title })}
        yes={t('rules.end')}
        onYes={end}
      >
        {t('rules.endQuestion')}
      </Confirm>
    </li>
  );
}
