import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useInfiniteQuery, useQuery } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { type Happening, Timeline } from '../../../ui/data/Timeline.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useNameOf, useProgram } from '../../pathway/web/index.ts';
import type { ContactLine } from '../contract.ts';
import { teams } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import classes from './care.module.css';
import { LockMark } from './locks/LockMark.tsx';
import { NoteSheet } from './NoteSheet.tsx';
import { grouped, type Visit } from './visits/grouped.ts';
import { SameVisit, TakeApart } from './visits/SameVisit.tsx';

/** What each team did with a client, latest first, with who and from which team. */
export function ContactsPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const asked = useInfiniteQuery({
    queryKey: ['care.listContacts', clientId],
    queryFn: ({ pageParam }) =>
      api.listContacts({ clientId, limit: pageParam ? 20 : 6, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const rows = asked.data?.pages.flatMap((page) => page.rows);
  const record = (
    <ButtonLink kind="primary" icon="plus" to={`/contact/${clientId}`}>
      {t('contacts.record')}
    </ButtonLink>
  );
  return (
    <Panel title={t('contacts.title')} stage="deliver" actions={record}>
      <Answer of={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }}>
        {(contacts) =>
          contacts.length === 0 ? (
            <EmptyState title={t('contacts.none')} hint={t('contacts.noneHint')} />
          ) : (
            <Stack gap={3}>
              <Contacts contacts={contacts} />
              {asked.hasNextPage && (
                <Button onClick={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage}>
                  {t('contacts.more')}
                </Button>
              )}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  );
}

function Contacts(props: { contacts: readonly ContactLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const item = ({ head: contact, also }: Visit): Happening => {
    const team = teams.find((one) => one === contact.team);
    return {
      id: contact.id,
      when: format.moment(contact.occurredAt),
      title: <Said contact={contact} />,
      by: contact.authorName,
      badge: team && <Badge tone={team === 'clinician' ? 'info' : 'deliver'}>{t(`team.${team}`)}</Badge>,
      body: (
        <Stack gap={2}>
          <Note contact={contact} />
          {also.map((one) => (
            <Also key={one.id} contact={one} />
          ))}
        </Stack>
      ),
    };
  };
  return <Timeline label={t('contacts.title')} items={grouped(props.contacts).map(item)} />;
}

/** What somebody else, or another device, noted of the same visit. */
function Also(props: { contact: ContactLine }) {
  const t = useWords(words);
  return (
    <Stack gap={1}>
      <p className={classes['quiet']}>{t('visit.joined', { who: props.contact.authorName })}</p>
      <Note contact={props.contact} />
      <Row gap={1}>
        <TakeApart contact={props.contact} />
      </Row>
    </Stack>
  );
}

function Said(props: { contact: ContactLine }) {
  const t = useWords(words);
  const nameOf = useNameOf();
  const { programCode, kindCode, placeCode, minutes } = props.contact;
  const program = useProgram(programCode ?? undefined);
  const line = t('contacts.line', {
    kind: nameOf(program?.contact.kinds, kindCode),
    place: nameOf(program?.contact.places, placeCode),
  });
  return (
    <>
      {line}
      {minutes !== null && ` · ${t('contacts.minutes', { minutes })}`}
    </>
  );
}

function Note(props: { contact: ContactLine }) {
  const t = useWords(words);
  const me = useMe();
  const { contact } = props;
  const [editing, setEditing] = useState(false);
  return (
    <Stack gap={1}>
      {contact.note && <p className={classes['words']}>{contact.note}</p>}
      <Row gap={1}>
        {contact.authorId === me.account.id && (
          <Button kind="plain" size="small" onClick={() => setEditing(true)}>
            {t('contacts.edit')}
          </Button>
        )}
        {contact.version > 1 && <Badge>{t('contacts.edited')}</Badge>}
        <LockMark clientId={contact.clientId} about="contact" recordId={contact.id} team={contact.team} />
      </Row>
      {contact.version > 1 && <Earlier contact={contact} />}
      <SameVisit contact={contact} />
      {editing && <NoteSheet contact={contact} onClose={() => setEditing(false)} />}
    </Stack>
  );
}

/** Every earlier text of a note, asked for when it is opened. */
function Earlier(props: { contact: ContactLine }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId, id, version } = props.contact;
  const [open, setOpen] = useState(false);
  const asked = useQuery({
    queryKey: ['care.noteHistory', id, version],
    queryFn: () => api.noteHistory({ clientId, id }),
    enabled: open,
  });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('contacts.earlier')}</summary>
      {open && (
        <Answer of={asked}>
          {({ earlier }) => (
            <ol className={classes['plain']}>
              {earlier.map((one) => (
                <li key={one.version}>
                  <p className={classes['quiet']}>
                    {t('contacts.version', {
                      version: one.version,
                      when: format.moment(one.replacedAt),
                      who: one.replacedBy,
                    })}
                  </p>
                  <p className={classes['words']}>{one.note}</p>
                </li>
              ))}
            </ol>
          )}
        </Answer>
      )}
    </details>
  );
}
