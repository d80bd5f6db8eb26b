import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Confirm } from '../../../ui/overlay/Confirm.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../ui/overlay/useAct.ts';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { OneClient } from '../contract.ts';
import { calledBy } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import classes from './people.module.css';

type Linked = OneClient['links'][number];

/** Other records of the same person: each stays as it is, one opens the other, and the link can be taken back. */
export function LinksPanel(props: { client: OneClient }) {
  const t = useWords(words);
  const { client } = props;
  const [finding, setFinding] = useState(false);
  const [ending, setEnding] = useState<Linked | undefined>(undefined);
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: ['people.openClient'] });
  return (
    <Panel
      title={t('links.title')}
      look="quiet"
      actions={
        <Button size="small" kind="plain" onClick={() => setFinding(true)}>
          {t('links.add')}
        </Button>
      }
    >
      {client.links.length === 0 ? (
        <p className={classes['quiet']}>{t('links.none')}</p>
      ) : (
        <ul className={classes['plain']}>
          {client.links.map((one) => (
            <li key={one.id}>
              <Row apart>
                <Link to={`/clients/${one.clientId}`}>{one.name || t('client.title')}</Link>
                <Button size="small" kind="plain" onClick={() => setEnding(one)}>
                  {t('links.end')}
                </Button>
              </Row>
            </li>
          ))}
        </ul>
      )}
      {finding && <FindTwin client={client} onClose={() => setFinding(false)} />}
      <Confirm
        open={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t('links.endTitle')}
        yes={t('links.end')}
        onYes={async () => {
          if (!ending) return;
          const { id, version } = ending;
          await api.unlinkDuplicates({ clientId: client.id, id, version });
          await changed();
        }}
      >
        {t('links.endHint')}
      </Confirm>
    </Panel>
  );
}

/** Finds the other record of the same person. */
function FindTwin(props: { client: OneClient; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { client, onClose } = props;
  const [typed, setTyped] = useState(client.identity.name ?? '');
  const queries = useQueryClient();
  const { busy, failure, act } = useAct({
    changed: () => queries.invalidateQueries({ queryKey: ['people.openClient'] }),
    done: onClose,
  });
  const text = typed.trim();
  const found = useQuery({
    queryKey: ['people.searchClients', text],
    queryFn: ({ signal }) => api.searchClients({ text, limit: 8 }, { signal }),
    enabled: text.length > 1,
  });
  const others = (found.data?.rows ?? []).filter((row) => row.clientId !== client.id);
  return (
    <Sheet open onClose={onClose} title={t('links.add')}>
      <Stack gap={3}>
        <p className={classes['quiet']}>{t('links.hint')}</p>
        <SearchField label={t('clients.search')} value={typed} onChange={setTyped} autoFocus />
        <ul className={classes['plain']}>
          {others.map((row) => (
            <li key={row.clientId}>
              <Button
                wide
                busy={busy}
                onClick={() =>
                  void act(
                    () => api.linkDuplicates({ clientId: client.id, otherId: row.clientId }),
                    t('links.saved'),
                  )
                }
              >
                {[calledBy(row), row.birthDate ? t('client.born', { day: format.day(row.birthDate) }) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </Button>
            </li>
          ))}
        </ul>
        {found.isFetched && others.length === 0 && <p role="status">{t('links.nobody')}</p>}
        <Failure of={failure ?? found.error} while="doing" />
      </Stack>
    </Sheet>
  );
}
