import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { newLinkToken } from '../../../../kernel/web/linkToken.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { ManySelectField } from '../../../../ui/fields/SelectField.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { AskedSurvey, SurveyPerson } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSites } from '../api.ts';
import { DaysField, OneLink } from './LinkParts.tsx';
import { stateOf } from './SurveysPanel.tsx';
import { useSurveyAct, useSurveysChanged } from './useAsking.ts';

/** Who of the study may be asked: when their time comes, who is due, and how their link stands. */
export function SurveyPeople(props: { survey: AskedSurvey; people: readonly SurveyPerson[] }) {
  const t = useWords(words);
  const format = useFormat();
  const { nameOf } = useSites();
  const { survey } = props;
  const [inviting, setInviting] = useState(false);
  const [revoking, setRevoking] = useState<SurveyPerson | undefined>(undefined);
  const people = props.people.toSorted((left, right) => Number(right.due) - Number(left.due));
  const free = people.filter(({ state }) => state === 'none' || state === 'over');
  return (
    <Panel
      title={t('asking.people')}
      hint={t('asking.peopleHint')}
      actions={
        stateOf(survey) === 'asked' &&
        free.length > 0 && <Button onClick={() => setInviting(true)}>{t('asking.invite')}</Button>
      }
    >
      <DataList
        caption={t('asking.people')}
        rows={people}
        rowKey={(row) => row.participantId}
        empty={<EmptyState plain title={t('asking.nobody')} hint={t('asking.nobodyHint')} />}
        columns={[
          { key: 'who', label: t('texts.pseudonym'), show: (row) => row.pseudonym },
          { key: 'part', label: t('texts.part'), show: (row) => row.part ?? '' },
          { key: 'site', label: t('texts.site'), show: (row) => nameOf(row.siteId) },
          {
            key: 'due',
            label: t('asking.dueOn'),
            show: (row) =>
              row.dueOn === null ? (
                ''
              ) : (
                <Row>
                  {format.day(row.dueOn)}
                  {row.due && <Badge tone="warn">{t('asking.isDue')}</Badge>}
                </Row>
              ),
          },
          { key: 'link', label: t('asking.link'), show: (row) => t(`asking.link.${row.state}`) },
        ]}
        actionsLabel={t('asking.revoke')}
        actions={(row) =>
          row.link !== null &&
          row.state !== 'answered' && (
            <Button
              size="small"
              label={t('asking.revokeOf', { name: row.pseudonym })}
              onClick={() => setRevoking(row)}
            >
              {t('asking.revoke')}
            </Button>
          )
        }
      />
      {inviting && <InviteSheet survey={survey} people={free} onClose={() => setInviting(false)} />}
      {revoking?.link && (
        <Revoke link={revoking.link} name={revoking.pseudonym} onClose={() => setRevoking(undefined)} />
      )}
    </Panel>
  );
}

/** Asks before a link is taken back. */
export function Revoke(props: {
  link: { readonly id: string; readonly version: number };
  name: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { id, version } = props.link;
  const changed = useSurveysChanged();
  const revoke = async () => {
    await api.revokeSurveyLink({ id, version });
    await changed();
    toast(t('asking.revoked'));
  };
  return (
    <Confirm
      open
      danger
      onClose={props.onClose}
      title={t('asking.revoke')}
      yes={t('asking.revoke')}
      onYes={revoke}
    >
      {t('asking.revokeAsk', { name: props.name })}
    </Confirm>
  );
}

/** Makes links for some people; they stand on this screen once, to print or to hand over. Who is due is chosen already. */
function InviteSheet(props: { survey: AskedSurvey; people: readonly SurveyPerson[]; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const { survey, people, onClose } = props;
  const [chosen, setChosen] = useState(() =>
    people.filter(({ due }) => due).map(({ participantId }) => participantId),
  );
  const [days, setDays] = useState<number | undefined>(30);
  const [links, setLinks] = useState<readonly { id: string; participantId: string; token: string }[]>([]);
  const [made, setMade] = useState(false);
  const { act, busy, failure } = useSurveyAct(() => setMade(true));
  const nameOf = new Map(people.map((one) => [one.participantId, one.pseudonym]));
  const make = () => {
    if (chosen.length === 0 || days === undefined) return;
    const next = chosen.map((participantId) => ({
      ...{ id: newId(), participantId },
      token: newLinkToken(me.community.id),
    }));
    setLinks(next);
    void act(() => api.inviteToSurvey({ askedId: survey.id, days, links: next }), t('asking.linksMade'));
  };
  return (
    <SheetForm
      title={t('asking.invite')}
      onClose={onClose}
      onSubmit={made ? onClose : make}
      busy={busy}
      failure={failure}
      yes={t(made ? 'asking.done' : 'asking.invite')}
      size="large"
    >
      {made ? (
        <Stack gap={4}>
          <Notice tone="good">{t('asking.linksOnce')}</Notice>
          <Row>
            <Button icon="download" onClick={() => window.print()}>
              {t('asking.print')}
            </Button>
          </Row>
          {links.map(({ id, participantId, token }) => (
            <OneLink key={id} name={nameOf.get(participantId) ?? ''} token={token} />
          ))}
        </Stack>
      ) : (
        <>
          <p>{t('asking.inviteHint')}</p>
          <ManySelectField
            label={t('asking.whom')}
            options={people.map(({ participantId, pseudonym, due }) => ({
              value: participantId,
              label: due ? `${pseudonym} · ${t('asking.isDue')}` : pseudonym,
            }))}
            value={chosen}
            onChange={(next) => setChosen(next.slice(0, 200))}
          />
          <DaysField value={days} onChange={setDays} />
        </>
      )}
    </SheetForm>
  );
}
