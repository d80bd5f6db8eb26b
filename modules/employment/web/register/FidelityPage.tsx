import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Panels } from '../../../../kernel/web/panels.tsx';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link, useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useMe, useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { careRoles } from '../../../people/model.ts';
import { useRead } from '../../../pathway/web/index.ts';
import type { ItemShown } from '../../register/contract.ts';
import { windows } from '../../register/windows.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { fidelityBeside } from '../places.ts';

type Window = { readonly siteId: string; readonly from: string; readonly to: string };

/** What a site's records show for a fidelity scale: each item's figure with its rule, the published anchors, and the people behind it. */
export function FidelityPage() {
  const t = useWords(words);
  const me = useMe();
  const read = useRead();
  const format = useFormat();
  const [siteId, chooseSite] = useAddressChoice('site', me.sites[0]?.id ?? '');
  const choices = windows(new Date());
  const [from, chooseFrom] = useAddressChoice('from', choices[0]?.from ?? '');
  const window = choices.find((one) => one.from === from) ?? choices[0];
  const asked: Window = { siteId, from: window?.from ?? '', to: window?.to ?? '' };
  const answer = useQuery({
    queryKey: ['employment.fidelityOfRecords', siteId, asked.from, asked.to],
    queryFn: () => api.fidelityOfRecords(asked),
  });
  return (
    <Page title={t('fidelity.title')} lede={t('fidelity.lede')} stage="understand">
      <Row gap={3}>
        {me.sites.length > 1 && (
          <SelectField
            label={t('register.site')}
            options={me.sites.map((site) => ({ value: site.id, label: site.name }))}
            value={siteId}
            onChange={(chosen) => chooseSite(chosen ?? siteId)}
          />
        )}
        <ChoiceField
          label={t('fidelity.window')}
          choices={choices.map((one) => ({
            value: one.from,
            label: t('fidelity.from', { from: format.day(one.from) }),
          }))}
          value={asked.from}
          onChange={chooseFrom}
        />
      </Row>
      <Answer of={answer}>
        {({ scale, items, unseen }) => (
          <Stack gap={4}>
            <Notice tone="still">{read(scale.note)}</Notice>
            {items.map((item) => (
              <Item key={item.code} item={item} scale={scale.key} window={asked} />
            ))}
            <Panels at={fidelityBeside} with={asked} />
            <Panel title={t('fidelity.unseen')}>
              <p>{t('fidelity.unseenHint')}</p>
              <ul>
                {unseen.map((one) => (
                  <li key={one.number}>
                    {one.number}. {read(one.name)}
                  </li>
                ))}
              </ul>
            </Panel>
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Item(props: { item: ItemShown; scale: string; window: Window }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { sees } = useSession();
  const { item } = props;
  const [open, setOpen] = useState(false);
  const value =
    item.value === null
      ? t(`fidelity.missing.${item.missing ?? 'records'}`)
      : t(`fidelity.${item.unit}`, { value: format.number(item.value, item.unit === 'ratio' ? 1 : 0) });
  return (
    <Panel
      title={`${item.number}. ${read(item.name)}`}
      actions={
        item.score === null ? undefined : (
          <Badge tone="understand">{t('fidelity.score', { score: item.score })}</Badge>
        )
      }
    >
      <Stack gap={2}>
        <strong>{value}</strong>
        <span>{read(item.rule)}</span>
        <small>{t('fidelity.behind', { records: item.records, people: item.people })}</small>
        {item.anchors.length > 0 && (
          <details>
            <summary>{t('fidelity.anchors')}</summary>
            <ol>
              {item.anchors.map((anchor) => (
                <li key={anchor.score}>{read(anchor.text)}</li>
              ))}
            </ol>
          </details>
        )}
        {item.records > 0 && sees([...careRoles]) && !open && (
          <Row>
            <Button size="small" kind="plain" onClick={() => setOpen(true)}>
              {t('fidelity.open')}
            </Button>
          </Row>
        )}
        {open && <Behind item={item} scale={props.scale} window={props.window} />}
      </Stack>
    </Panel>
  );
}

function Behind(props: { item: ItemShown; scale: string; window: Window }) {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({
    queryKey: ['employment.openFidelityItem', props.item.code, props.window.siteId, props.window.from],
    queryFn: () => api.openFidelityItem({ ...props.window, scale: props.scale, item: props.item.code }),
  });
  return (
    <Answer of={asked}>
      {({ rows, more }) =>
        rows.length === 0 ? (
          <EmptyState plain title={t('fidelity.nobody')} />
        ) : (
          <>
            <ul>
              {rows.map((row, index) => (
                <li key={`${row.clientId}.${index}`}>
                  <Link to={`/clients/${row.clientId}`}>{t('fidelity.record', { number: index + 1 })}</Link>{' '}
                  {row.day === null ? '' : format.day(row.day)}
                  {props.item.unit === 'percent' &&
                    row.value !== null &&
                    ` · ${t(row.value > 0 ? 'fidelity.counted' : 'fidelity.notCounted')}`}
                </li>
              ))}
            </ul>
            {more && <p>{t('fidelity.more')}</p>}
          </>
        )
      }
    </Answer>
  );
}
