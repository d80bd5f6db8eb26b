import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { newLinkToken } from '../../../../kernel/web/linkToken.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { QrCode } from '../../../../ui/data/QrCode.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Check, Invited } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useSiteNames } from '../api.ts';
import { lastMoment } from './useChecks.ts';

const stateOf = ({ link }: Invited) =>
  link === null ? 'none' : link.sourceId !== null ? 'taken' : link.answered ? 'answered' : 'waiting';

/** Who is asked: everybody whose words stand in the study, with their link and whether they answered. */
export function CheckPeople(props: { check: Check; people: readonly Invited[] }) {
  const t = useWords(words);
  const sites = useSiteNames();
  const { check, people } = props;
  const [inviting, setInviting] = useState<readonly Invited[] | undefined>(undefined);
  const [revoking, setRevoking] = useState<Invited | undefined>(undefined);
  const without = people.filter((one) => one.link === null);
  return (
    <Panel
      title={t('check.people')}
      hint={t('check.peopleHint')}
      actions={
        check.state === 'open' &&
        without.length > 0 && <Button onClick={() => setInviting(without)}>{t('check.invite')}</Button>
      }
    >
      <DataList
        caption={t('check.people')}
        rows={people}
        rowKey={(row) => row.participantId}
        empty={<EmptyState plain title={t('check.noPeople')} hint={t('check.noPeopleHint')} />}
        columns={[
          { key: 'who', label: t('check.who'), show: (row) => row.pseudonym },
          { key: 'part', label: t('check.part'), show: (row) => row.part ?? '' },
          { key: 'site', label: t('check.site'), show: (row) => (row.siteId && sites.get(row.siteId)) ?? '' },
          { key: 'link', label: t('check.link'), show: (row) => t(`check.link.${stateOf(row)}`) },
        ]}
        actionsLabel={t('check.revoke')}
        actions={(row) =>
          row.link !== null &&
          check.state !== 'closed' && (
            <Button size="small" onClick={() => setRevoking(row)}>
              {t('check.revoke')}
            </Button>
          )
        }
      />
      {inviting && <InviteSheet check={check} people={inviting} onClose={() => setInviting(undefined)} />}
      {revoking && <Revoke person={revoking} onClose={() => setRevoking(undefined)} />}
    </Panel>
  );
}

function Revoke(props: { person: Invited; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { link, pseudonym } = props.person;
  const revoke = async () => {
    if (link === null) return;
    await api.revokeInvitation({ id: link.id, version: link.version });
    await client.invalidateQueries({ queryKey: ['learning.readCheck'] });
    toast(t('check.revoked'));
  };
  return (
    <Confirm
      open
      danger
      onClose={props.onClose}
      title={t('check.revoke')}
      yes={t('check.revoke')}
      onYes={revoke}
    >
      {t('check.revokeAsk', { name: pseudonym })}
    </Confirm>
  );
}

/** Makes a link for everybody who has none; the links stand on this screen once, to print or to hand over. */
function InviteSheet(props: { check: Check; people: readonly Invited[]; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const me = useMe();
  const { check, people, onClose } = props;
  const [links] = useState(() =>
    people.map((one) => ({
      id: newId(),
      participantId: one.participantId,
      pseudonym: one.pseudonym,
      token: newLinkToken(me.community.id),
    })),
  );
  const [made, setMade] = useState(false);
  const { act, busy, failure } = useAct(() => setMade(true));
  const make = () =>
    void act(
      () =>
        api.inviteToCheck({
          checkId: check.id,
          links: links.map(({ id, participantId, token }) => ({ id, participantId, token })),
        }),
      t('check.linksMade'),
    );
  return (
    <SheetForm
      title={t('check.invite')}
      onClose={onClose}
      onSubmit={made ? onClose : make}
      busy={busy}
      failure={failure}
      yes={t(made ? 'check.done' : 'check.invite')}
      size="large"
    >
      {made ? (
        <Stack gap={4}>
          <Notice tone="good">
            {t('check.linksOnce', { day: format.moment(lastMoment(check.closesAt)) })}
          </Notice>
          <Row>
            <Button icon="download" onClick={() => window.print()}>
              {t('check.print')}
            </Button>
          </Row>
          {links.map(({ id, pseudonym, token }) => (
            <OneLink key={id} name={pseudonym} address={`${location.origin}/heard#${token}`} />
          ))}
        </Stack>
      ) : (
        <p>{t('check.inviteHint', { count: links.length })}</p>
      )}
    </SheetForm>
  );
}

function OneLink(props: { name: string; address: string }) {
  const t = useWords(words);
  const { name, address } = props;
  return (
    <Stack gap={2}>
      <TextField
        label={t('check.linkOf', { name })}
        value={address}
        onChange={() => undefined}
        required={false}
      />
      <Row>
        <QrCode text={address} label={t('check.qrOf', { name })} />
        <Button
          size="small"
          onClick={() => void navigator.clipboard.writeText(address).then(() => toast(t('check.copied')))}
        >
          {t('check.copy')}
        </Button>
      </Row>
    </Stack>
  );
}
