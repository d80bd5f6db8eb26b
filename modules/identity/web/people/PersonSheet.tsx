import { useState } from 'react';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { newLinkToken } from '../entry/browser.ts';
import { roleName } from '../roleName.ts';
import { useAct } from '../useAct.ts';
import { LinkNotice } from './LinkNotice.tsx';
import type { Person, Places } from './people.ts';
import { isWhole, type RoleChosen, RoleFields } from './RoleFields.tsx';

/** One person: their roles, a new link, and their access. */
export function PersonSheet(props: { person: Person | undefined; places: Places; onClose: () => void }) {
  const t = useWords(words);
  const { person } = props;
  return (
    <Sheet open={person !== undefined} onClose={props.onClose} title={person?.name ?? ''}>
      {person && (
        <Stack gap={5}>
          <Facts items={[{ label: t('people.email'), value: person.email }]} />
          <RolesPanel person={person} places={props.places} />
          <AccessPanel key={person.id} person={person} />
        </Stack>
      )}
    </Sheet>
  );
}

function RolesPanel(props: { person: Person; places: Places }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { person, places } = props;
  const [chosen, setChosen] = useState<RoleChosen>({ role: null, siteId: null });
  const act = useAct(() => setChosen({ role: null, siteId: null }));
  const give = () => {
    const { role, siteId } = chosen;
    if (role !== null && isWhole(chosen))
      act.run(() => api.assignRole({ accountId: person.id, role, siteId }));
  };
  return (
    <Panel title={t('people.roles')} hint={t('people.rolesHint')} level={3}>
      <DataList
        caption={t('people.roles')}
        rows={person.roles}
        rowKey={(row) => row.id}
        empty={<p>{t('people.noRoles')}</p>}
        columns={[
          { key: 'role', label: t('people.role'), show: (row) => roleName(t, row.role) },
          {
            key: 'site',
            label: t('people.site'),
            show: (row) =>
              places.sites.find((site) => site.id === row.siteId)?.name[locale] ?? t('people.everywhere'),
          },
        ]}
        actionsLabel={t('people.endRole')}
        actions={({ id, version }) => (
          <Button kind="plain" size="small" onClick={() => act.run(() => api.endAssignment({ id, version }))}>
            {t('people.endRole')}
          </Button>
        )}
      />
      <Form
        onSubmit={give}
        actions={
          <Button type="submit" busy={act.busy} disabled={!isWhole(chosen)}>
            {t('people.giveRole')}
          </Button>
        }
      >
        <RoleFields chosen={chosen} onChange={setChosen} places={places} error={undefined} />
      </Form>
      <Failure of={act.failure} while="doing" />
    </Panel>
  );
}

function AccessPanel(props: { person: Person }) {
  const t = useWords(words);
  const me = useMe();
  const { id, version, disabledAt, name } = props.person;
  const [token, setToken] = useState<string | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  const act = useAct();
  const again = () =>
    act.run(async () => {
      const made = newLinkToken(me.community.id);
      await api.inviteAgain({ accountId: id, token: made });
      setToken(made);
    });
  return (
    <Panel title={t('people.access')} hint={t('people.accessHint')} level={3}>
      <Row>
        {disabledAt === null && (
          <Button busy={act.busy} onClick={again}>
            {t('people.newLink')}
          </Button>
        )}
        {disabledAt !== null && (
          <Button busy={act.busy} onClick={() => act.run(() => api.enableAccount({ id, version }))}>
            {t('people.enable')}
          </Button>
        )}
        {disabledAt === null && id !== me.account.id && (
          <Button kind="danger" onClick={() => setAsking(true)}>
            {t('people.disable')}
          </Button>
        )}
      </Row>
      {token && <LinkNotice token={token} />}
      <Failure of={act.failure} while="doing" />
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('people.disable')}
        yes={t('people.disable')}
        danger
        onYes={async () => {
          await api.disableAccount({ id, version });
          await act.refresh();
        }}
      >
        {t('people.disableText', { name })}
      </Confirm>
    </Panel>
  );
}
