import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ContactPointLine } from '../../operations/selfReferral.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../pathway.module.css';
import { useAct } from '../useAct.ts';
import { ContactPointSheet } from './ContactPointSheet.tsx';

/** Every way and place to find a client, with a tap for each try; hidden with a hidden address until asked for by itself. */
export function ContactPointsPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<readonly ContactPointLine[] | undefined>(undefined);
  const { act, busy, failure } = useAct(() => undefined);
  const asked = useQuery({
    queryKey: ['pathway.listContactPoints', clientId],
    queryFn: () => api.listContactPoints({ clientId }),
  });
  const reveal = async () => setTold((await api.revealContactPoints({ clientId })).rows);
  return (
    <Panel
      title={t('reach.title')}
      actions={
        <Button size="small" onClick={() => setAdding(true)}>
          {t('reach.add')}
        </Button>
      }
    >
      <Answer of={asked}>
        {({ hidden, rows }) => (
          <>
            {rows.length === 0 && <p>{t('reach.none')}</p>}
            {hidden && rows.length > 0 && told === undefined && (
              <Button busy={busy} onClick={() => void act(reveal, t('reach.shown'))}>
                {t('reach.show')}
              </Button>
            )}
            <ul className={classes['plain']}>
              {(told ?? rows).map((row) => (
                <li key={row.id} className={classes['entry']}>
                  <Point row={row} clientId={clientId} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
      <Failure of={failure} while="doing" />
      {adding && <ContactPointSheet clientId={clientId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function Point({ row, clientId }: { row: ContactPointLine; clientId: string }) {
  const t = useWords(words);
  const { act, busy, failure } = useAct(() => undefined);
  const tried = (reached: boolean) =>
    void act(
      () => api.noteAttempt({ id: newId(), clientId, contactPointId: row.id, reached }),
      t('reach.noted'),
    );
  const end = () =>
    void act(() => api.endContactPoint({ id: row.id, clientId, version: row.version }), t('reach.ended'));
  return (
    <>
      <strong>{row.details ?? t('reach.hidden')}</strong>
      <span className={classes['quiet']}>
        {t(`ask.way.${row.way}`)} · {t(`self.who.${row.whoMayAnswer}`)}
        {row.bestTime && ` · ${row.bestTime}`}
      </span>
      <Row gap={2}>
        <Button size="small" busy={busy} onClick={() => tried(true)}>
          {t('reach.reached')}
        </Button>
        <Button size="small" busy={busy} onClick={() => tried(false)}>
          {t('reach.notReached')}
        </Button>
        <Button size="small" kind="plain" busy={busy} onClick={end}>
          {t('reach.end')}
        </Button>
      </Row>
      <Failure of={failure} while="doing" />
    </>
  );
}
