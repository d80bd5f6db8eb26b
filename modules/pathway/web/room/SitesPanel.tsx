import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Places } from '../../contract.ts';
import { PlacesSheet } from '../lists/PlacesSheet.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, usePlaces, useRead, useSettledSites } from '../api.ts';
import classes from '../pathway.module.css';
import { useAct } from '../useAct.ts';

/** The sites that offer a program, the version each works by, and the way to adopt this one. */
export function SitesPanel(props: { program: string; version: string }) {
  const t = useWords(words);
  const me = useMe();
  const places = usePlaces();
  const [offering, setOffering] = useState(false);
  const settles = me.roles.some(({ role }) => role === 'coordinator' || role === 'steward');
  return (
    <Panel
      title={t('sites.title')}
      actions={settles && <Button onClick={() => setOffering(true)}>{t('sites.offer')}</Button>}
    >
      <Answer of={places}>
        {({ rows }) => {
          const here = rows.filter((row) => row.programCode === props.program);
          if (here.length === 0) return <p>{t('sites.none')}</p>;
          return (
            <ul className={classes['plain']}>
              {here.map((row) => (
                <li key={row.siteId} className={classes['entry']}>
                  <OneSite place={row} version={props.version} />
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
      {offering && <PlacesSheet program={props.program} onClose={() => setOffering(false)} />}
    </Panel>
  );
}

function OneSite({ place, version }: { place: Places; version: string }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const settled = useSettledSites();
  const { act, busy, failure } = useAct(() => undefined);
  const { siteId, programCode, programVersion } = place;
  const mayAdopt = programVersion !== version && settled.some((site) => site.id === siteId);
  const adopt = () =>
    void act(
      () => api.adoptVersion({ id: newId(), siteId, programCode, programVersion: version }),
      t('sites.adopted'),
    );
  return (
    <>
      <strong>{read(place.siteName)}</strong>
      <Row apart>
        <span className={classes['quiet']}>
          {t('sites.line', { version: programVersion, places: format.number(place.target) })}
        </span>
        {mayAdopt && (
          <Button size="small" busy={busy} onClick={adopt}>
            {t('sites.adopt', { version })}
          </Button>
        )}
      </Row>
      <Failure of={failure} while="doing" />
    </>
  );
}
