import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { EntranceLine } from '../../operations/selfReferral.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useProgramName, useRead, useSiteName } from '../api.ts';
import classes from '../pathway.module.css';
import { useAct } from '../useAct.ts';
import { PageSheet } from './PageSheet.tsx';

/** The pages where anybody may ask for themselves: their public name, their address, and what they lead to. */
export function PagesPanel() {
  const t = useWords(words);
  const me = useMe();
  const [opening, setOpening] = useState(false);
  const asked = useQuery({ queryKey: ['pathway.listEntrances'], queryFn: () => api.listEntrances({}) });
  const settles = me.roles.some(({ role }) => role === 'coordinator' || role === 'steward');
  return (
    <Panel
      title={t('pages.title')}
      hint={t('pages.hint')}
      actions={settles && <Button onClick={() => setOpening(true)}>{t('pages.open')}</Button>}
    >
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('pages.none')}</p>
          ) : (
            <ul className={classes['plain']}>
              {rows.map((row) => (
                <li key={row.id} className={classes['entry']}>
                  <OnePage row={row} settles={settles} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {opening && <PageSheet onClose={() => setOpening(false)} />}
    </Panel>
  );
}

function OnePage({ row, settles }: { row: EntranceLine; settles: boolean }) {
  const t = useWords(words);
  const read = useRead();
  const programName = useProgramName();
  const siteName = useSiteName();
  const { act, busy, failure } = useAct(() => undefined);
  const path = `/hello/${row.token}`;
  const copy = () =>
    void act(() => navigator.clipboard.writeText(`${window.location.origin}${path}`), t('pages.copied'));
  const close = () => void act(() => api.closePage({ id: row.id, version: row.version }), t('pages.closed'));
  return (
    <>
      <strong>{read(row.name)}</strong>
      <span className={classes['quiet']}>
        {t('pages.leads', { program: programName(row.programCode), site: siteName(row.siteId) })}
      </span>
      <Row gap={2}>
        <Button size="small" onClick={copy}>
          {t('pages.copy')}
        </Button>
        <ButtonLink size="small" to={path}>
          {t('pages.desk')}
        </ButtonLink>
        {settles && (
          <Button size="small" kind="plain" busy={busy} onClick={close}>
            {t('pages.close')}
          </Button>
        )}
      </Row>
      <Failure of={failure} while="doing" />
    </>
  );
}
