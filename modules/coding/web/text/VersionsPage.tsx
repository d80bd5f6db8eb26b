import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { evidenceApi } from '../api.ts';
import classes from '../coding.module.css';

type Versions = Awaited<ReturnType<typeof evidenceApi.listTextVersions>>;

/** What a text was before it was corrected: each correction with what it changed, latest first. */
export function VersionsPage() {
  const t = useWords(words);
  const id = useParam('id');
  const [reading, setReading] = useState<number | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['evidence.listTextVersions', id],
    queryFn: () => evidenceApi.listTextVersions({ id }),
  });
  return (
    <Page
      title={t('versions.title')}
      lede={t('versions.lede')}
      stage="understand"
      back={{ to: `/texts/${id}`, label: t('versions.back') }}
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" count={3} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('versions.none')} />
          ) : (
            <Stack gap={4}>
              {rows.toReversed().map((row) => (
                <Correction key={row.contentVersion} id={id} row={row} onRead={setReading} />
              ))}
            </Stack>
          )
        }
      </Answer>
      {reading !== undefined && (
        <Whole id={id} contentVersion={reading} onClose={() => setReading(undefined)} />
      )}
    </Page>
  );
}

function Correction(props: {
  id: string;
  row: Versions['rows'][number];
  onRead: (contentVersion: number) => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { id, row } = props;
  const { contentVersion, open } = row;
  const asked = useQuery({
    queryKey: ['evidence.showCorrection', id, contentVersion],
    queryFn: () => evidenceApi.showCorrection({ id, contentVersion }),
    enabled: open,
  });
  const by = t('versions.by', { name: row.name ?? t('margin.other'), on: format.moment(row.correctedAt) });
  return (
    <Panel title={t('versions.became', { version: contentVersion })} hint={by} stage="understand">
      {open ? (
        <Answer of={asked} waiting={<Skeletons shape="lines" count={2} />}>
          {({ changes, more }) => (
            <Stack gap={3}>
              <ul className={classes['plain']}>
                {changes.map((change, at) => (
                  <li key={at}>
                    <Change {...change} />
                  </li>
                ))}
              </ul>
              {more > 0 && <p>{t('versions.more', { count: more })}</p>}
              <Row>
                <Button size="small" onClick={() => props.onRead(contentVersion - 1)}>
                  {t('versions.read', { version: contentVersion - 1 })}
                </Button>
              </Row>
            </Stack>
          )}
        </Answer>
      ) : (
        <p>{t('versions.closed')}</p>
      )}
    </Panel>
  );
}

/** One change among its words; what was taken out and put in is also said in words, not by colour alone. */
function Change(props: { before: string; after: string; lead: string; tail: string }) {
  const t = useWords(words);
  const { before, after, lead, tail } = props;
  return (
    <p className={classes['change']}>
      …{lead}
      {before !== '' && (
        <del>
          <span className="visually-hidden">{t('versions.gone')} </span>
          {before}
        </del>
      )}
      {before !== '' && after !== '' && ' '}
      {after !== '' && (
        <ins>
          <span className="visually-hidden">{t('versions.come')} </span>
          {after}
        </ins>
      )}
      {tail}…
    </p>
  );
}

function Whole(props: { id: string; contentVersion: number; onClose: () => void }) {
  const t = useWords(words);
  const { id, contentVersion } = props;
  const asked = useQuery({
    queryKey: ['evidence.readTextVersion', id, contentVersion],
    queryFn: () => evidenceApi.readTextVersion({ id, contentVersion }),
  });
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={t('versions.became', { version: contentVersion })}
      size="large"
    >
      <Answer of={asked} waiting={<Skeletons shape="lines" count={8} />}>
        {({ text }) => <p className={classes['change']}>{text}</p>}
      </Answer>
    </Sheet>
  );
}
