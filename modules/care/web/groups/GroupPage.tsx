import type { OutputOf } from '../../../../kernel/contract.ts';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { ClientPicker, useNameOf, useProgram } from '../../../pathway/web/index.ts';
import type { care } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../care.module.css';
import { useSaved } from '../useSaved.ts';

type Held = OutputOf<typeof care.operations.getSession>;

/** One session: who was there, as far as the reader may see them, and how many in all. */
export function GroupPage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useQuery({ queryKey: ['care.getSession', id], queryFn: () => api.getSession({ id }) });
  return (
    <Page
      title={asked.data?.session.title ?? t('group.title')}
      stage="deliver"
      width="narrow"
      back={{ to: '/groups', label: t('group.title') }}
    >
      <Answer of={asked}>
        {(held) => (
          <Stack>
            <About held={held} />
            <There held={held} />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function About(props: { held: Held }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useNameOf();
  const { session } = props.held;
  const program = useProgram(session.programCode);
  return (
    <Panel>
      <Facts
        items={[
          { label: t('group.kind'), value: t(`group.kind.${session.kind}`) },
          { label: t('conference.day'), value: format.day(session.heldOn) },
          { label: t('conference.minutes'), value: format.number(session.minutes) },
          { label: t('contact.place'), value: nameOf(program?.contact.places, session.placeCode) },
          { label: t('group.there'), value: format.number(session.named + session.unnamed) },
        ]}
      />
    </Panel>
  );
}

function There(props: { held: Held }) {
  const t = useWords(words);
  const { session, rows } = props.held;
  const { failure, save } = useSaved(() => undefined);
  const hidden = session.named - rows.length;
  const add = ({ clientId }: { clientId: string }) =>
    void save(
      () =>
        api.addAttendee({
          id: session.id,
          version: session.version,
          contactId: newId(),
          clientId,
          wasCounted: session.unnamed > 0,
        }),
      t('group.added'),
    );
  return (
    <Panel title={t('group.who')} stage="deliver">
      <ul className={classes['plain']}>
        {rows.map((row) => (
          <li key={row.clientId}>
            <Link to={`/clients/${row.clientId}`}>{row.clientName}</Link>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className={classes['quiet']}>{t('group.hidden', { n: hidden })}</p>}
      {session.unnamed > 0 && (
        <p className={classes['quiet']}>{t('group.counted', { n: session.unnamed })}</p>
      )}
      <p className={classes['quiet']}>{t(session.unnamed > 0 ? 'group.nameOne' : 'group.addOne')}</p>
      <ClientPicker onChoose={add} />
      <Failure of={failure} while="doing" />
    </Panel>
  );
}
