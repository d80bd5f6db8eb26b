import { useState } from 'react';
import { Refused } from '../../../kernel/web/call.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { Panels } from '../../../kernel/web/panels.tsx';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Grid, Split, Stack } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import type { OneClient } from '../contract.ts';
import { calledBy } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, clientKey } from './api.ts';
import { CirclePanel } from './CirclePanel.tsx';
import { ClientFacts } from './ClientFacts.tsx';
import { ConsentPanel } from './consent/ConsentPanel.tsx';
import { EmergencySheet } from './EmergencySheet.tsx';
import { IdentitySheet } from './IdentitySheet.tsx';
import { LinksPanel } from './LinksPanel.tsx';
import { clientActions, clientAlerts, clientAside, clientGlance, clientMain } from './places.ts';

/** One client: who they are in two identifiers, what each module knows, who works with them, what they allow. */
export function ClientPage() {
  const t = useWords(words);
  const clientId = useParam('id');
  const asked = useQuery({
    queryKey: clientKey(clientId),
    queryFn: ({ signal }) => api.openClient({ clientId }, { signal }),
  });
  const missing = asked.error instanceof Refused && asked.error.kind === 'missing';
  if (missing && asked.data === undefined) return <NotMine clientId={clientId} />;
  if (asked.data === undefined) {
    return (
      <Page title={t('client.title')} back={{ to: '/clients', label: t('menu.clients') }} stage="deliver">
        <Answer of={asked} waiting={<Skeletons shape="page" />}>
          {() => null}
        </Answer>
      </Page>
    );
  }
  return <Shown client={asked.data} />;
}

function Shown(props: { client: OneClient }) {
  const t = useWords(words);
  const format = useFormat();
  const { client } = props;
  const [editing, setEditing] = useState(false);
  const shown = { clientId: client.id, siteId: client.siteId, organisationId: client.organisationId };
  const { identity } = client;
  return (
    <Page
      title={calledBy(identity) || t('client.title')}
      lede={<Identifiers client={client} />}
      back={{ to: '/clients', label: t('menu.clients') }}
      stage="deliver"
      width="wide"
      actions={
        <>
          <Panels at={clientActions} with={shown} />
          <Button icon="edit" onClick={() => setEditing(true)}>
            {t('identity.edit')}
          </Button>
        </>
      }
    >
      {client.overrideUntil !== undefined && (
        <Notice tone="warn" live={false}>
          {t('emergency.until', { time: format.time(client.overrideUntil) })}
        </Notice>
      )}
      {client.partlyLocked && <PartlyLocked clientId={client.id} />}
      <Panels at={clientAlerts} with={shown} />
      <section>
        <h2 className="visually-hidden">{t('client.glance')}</h2>
        <Grid>
          <Panels at={clientGlance} with={shown} waiting={<Skeletons shape="cards" count={1} />} />
          <CirclePanel client={client} />
        </Grid>
      </section>
      <Split
        main={
          <Stack>
            <Panels at={clientMain} with={shown} waiting={<Skeletons shape="cards" count={1} />} />
          </Stack>
        }
        aside={
          <Stack>
            <ClientFacts client={client} />
            <Panels at={clientAside} with={shown} waiting={<Skeletons />} />
            <div id="consent">
              <ConsentPanel client={client} />
            </div>
            <LinksPanel client={client} />
          </Stack>
        }
      />
      {editing && <IdentitySheet client={client} onClose={() => setEditing(false)} />}
    </Page>
  );
}

/** Two identifiers at least, so that nobody writes into the wrong record: names, birth date, numbers. */
function Identifiers(props: { client: OneClient }) {
  const t = useWords(words);
  const format = useFormat();
  const { identity } = props.client;
  const parts = [
    identity.preferredName ? identity.name : '',
    identity.birthDate ? t('client.born', { day: format.day(identity.birthDate) }) : '',
    identity.healthNumber ? t('client.number', { number: identity.healthNumber }) : '',
  ];
  return <span>{parts.filter(Boolean).join(' · ')}</span>;
}

/** Says that something is locked, never what, and how to open it when it cannot wait. */
function PartlyLocked(props: { clientId: string }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <Notice
      tone="still"
      live={false}
      title={t('locked.part')}
      actions={
        <Button size="small" icon="lock" onClick={() => setOpen(true)}>
          {t('emergency.action')}
        </Button>
      }
    >
      {t('locked.meaning')}
      <EmergencySheet open={open} onClose={() => setOpen(false)} clientId={props.clientId} />
    </Notice>
  );
}

function NotMine(props: { clientId: string }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <Page title={t('client.title')} back={{ to: '/clients', label: t('menu.clients') }} stage="deliver">
      <EmptyState
        title={t('client.notYours')}
        hint={t('client.notYoursHint')}
        action={
          <Button icon="lock" onClick={() => setOpen(true)}>
            {t('emergency.action')}
          </Button>
        }
      />
      <EmergencySheet open={open} onClose={() => setOpen(false)} clientId={props.clientId} />
    </Page>
  );
}
