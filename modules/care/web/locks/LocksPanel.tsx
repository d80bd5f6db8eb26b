import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useClientPathway, useProgramName, useSiteName } from '../../../pathway/web/index.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import type { LockLine } from '../../../people/contract.ts';
import words from '../../words.json' with { type: 'json' };
import classes from '../care.module.css';
import { LockSheet } from './LockSheet.tsx';
import { lockApi, useLocks } from './useLocks.ts';

/** On a client's page: what is locked, for those whom the locks spare, and the way to lock a program. */
export function LocksPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const asked = useLocks(clientId);
  const [choosing, setChoosing] = useState(false);
  const [lifting, setLifting] = useState<LockLine | undefined>(undefined);
  return (
    <Panel
      title={t('lock.title')}
      look="quiet"
      actions={
        <Button size="small" kind="plain" icon="lock" onClick={() => setChoosing(true)}>
          {t('lock.add')}
        </Button>
      }
    >
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className={classes['quiet']}>{t('lock.none')}</p>
          ) : (
            <ul className={classes['plain']}>
              {rows.map((lock) => (
                <li key={lock.id}>
                  <Locked lock={lock} onLift={() => setLifting(lock)} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {choosing && <ProgramLock clientId={clientId} onClose={() => setChoosing(false)} />}
      {lifting && <Lifting clientId={clientId} lock={lifting} onClose={() => setLifting(undefined)} />}
    </Panel>
  );
}

function Locked(props: { lock: LockLine; onLift: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const programName = useProgramName();
  const siteName = useSiteName();
  const { lock } = props;
  const team = lock.team && `${t(`lock.team.${lock.team}`)} (${siteName(lock.siteId)})`;
  const who = [team, ...lock.people.map((one) => one.name)].filter(Boolean).join(', ');
  return (
    <Stack gap={1}>
      <Row apart>
        <strong>
          {lock.about === 'program'
            ? t('lock.about.program', { program: programName(lock.programCode) })
            : t(`lock.about.${lock.about}`)}
        </strong>
        {lock.to === null ? (
          <Button size="small" kind="plain" onClick={props.onLift}>
            {t('lock.lift')}
          </Button>
        ) : (
          <Badge>{t('lock.over', { name: lock.liftedByName ?? '', when: format.day(lock.to) })}</Badge>
        )}
      </Row>
      <span>{t('lock.for', { who })}</span>
      <span className={classes['quiet']}>
        {t('lock.by', { name: lock.authorName })} · {format.moment(lock.from)}
      </span>
      {lock.reason && <p className={classes['words']}>{lock.reason}</p>}
    </Stack>
  );
}

function Lifting(props: { clientId: string; lock: LockLine; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { clientId, lock } = props;
  const lift = async () => {
    await lockApi.liftLock({ clientId, id: lock.id, version: lock.version });
    await client.invalidateQueries();
    toast(t('lock.lifted'));
  };
  return (
    <Confirm open onClose={props.onClose} title={t('lock.liftTitle')} yes={t('lock.lift')} onYes={lift}>
      {t('lock.liftMeaning')}
    </Confirm>
  );
}

/** Chooses the program, at a site, before who keeps seeing it. */
function ProgramLock(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const { clientId } = props;
  const me = useMe();
  const programName = useProgramName();
  const siteName = useSiteName();
  const way = useClientPathway(clientId);
  const [chosen, setChosen] = useState<string | null>(null);
  const mine = (siteId: string) => me.sites.some((site) => site.id === siteId);
  const places = new Map(
    (way.data?.referrals ?? []).flatMap(({ programCode, siteId }) =>
      programCode !== null && mine(siteId) ? [[`${programCode} ${siteId}`, { programCode, siteId }]] : [],
    ),
  );
  const place = chosen === null ? undefined : places.get(chosen);
  if (place)
    return (
      <LockSheet
        clientId={clientId}
        what={{ about: 'program', ...place }}
        team="all"
        onClose={props.onClose}
      />
    );
  return (
    <Sheet open onClose={props.onClose} title={t('lock.programTitle')}>
      <Answer of={way}>
        {() =>
          places.size === 0 ? (
            <p>{t('lock.noProgram')}</p>
          ) : (
            <SelectField
              label={t('lock.program')}
              placeholder={t('lock.choose')}
              options={[...places].map(([value, one]) => ({
                value,
                label: `${programName(one.programCode)} · ${siteName(one.siteId)}`,
              }))}
              value={chosen}
              onChange={setChosen}
            />
          )
        }
      </Answer>
    </Sheet>
  );
}
