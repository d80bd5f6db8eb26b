import { useQuery } from '../../../kernel/web/queries.ts';
import { useAddressChoice, useGo, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { caller, Offline } from '../../../kernel/web/call.ts';
import { ClientPicker } from '../../pathway/web/index.ts';
import type { people } from '../../people/contract.ts';
import { calledBy } from '../../people/model.ts';
import words from '../words.json' with { type: 'json' };
import { useDay, useLately } from './api.ts';
import classes from './care.module.css';
import { QuickContact } from './QuickContact.tsx';

const peopleApi = caller<typeof people>('people');

/** Whom did you see? Those seen lately are one tap away; everybody else by name. */
export function ChooseClientPage() {
  const t = useWords(words);
  const go = useGo();
  const day = useDay();
  const [loose] = useAddressChoice('loose', '');
  const at = (clientId: string) => `/contact/${clientId}${loose === '' ? '' : `?loose=${loose}`}`;
  return (
    <Page title={t('contact.title')} lede={t('contact.who')} stage="deliver" width="narrow">
      <Stack>
        <ClientPicker onChoose={({ clientId }) => go(at(clientId))} />
        <Answer of={day}>
          {({ recent }) =>
            recent.length > 0 && (
              <Panel title={t('today.recent')} look="quiet">
                <ul className={classes['people']}>
                  {recent.map((one) => (
                    <li key={one.clientId}>
                      <ButtonLink to={at(one.clientId)}>{one.clientName}</ButtonLink>
                    </li>
                  ))}
                </ul>
              </Panel>
            )
          }
        </Answer>
      </Stack>
    </Page>
  );
}

/** A contact with one client; without a connection, with one of those whom the day's list named. */
export function ContactPage() {
  const t = useWords(words);
  const go = useGo();
  const clientId = useParam('clientId');
  const client = useQuery({
    queryKey: ['people.openClient', clientId],
    queryFn: () => peopleApi.openClient({ clientId }),
  });
  const lately = useLately(clientId);
  const offline = client.data === undefined && client.error instanceof Offline;
  const name = client.data ? calledBy(client.data.identity) : (lately?.clientName ?? '');
  const title = name === '' ? t('contact.title') : t('contact.titleFor', { name });
  return (
    <Page
      title={title}
      stage="deliver"
      width="narrow"
      back={{ to: `/clients/${clientId}`, label: name || t('team.client') }}
    >
      <QuickContact
        clientId={clientId}
        name={name}
        offline={offline ? { programCode: lately?.programCode ?? null } : undefined}
        onDone={(sent) => go(sent === 'kept' ? '/' : `/clients/${clientId}`)}
      />
    </Page>
  );
}
