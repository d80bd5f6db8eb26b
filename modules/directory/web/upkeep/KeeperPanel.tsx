import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ServiceDetail } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere } from '../api.ts';
import { Assure } from '../service/Assure.tsx';
import { ReportWrong } from '../service/ReportWrong.tsx';
import { useAct } from './useAct.ts';

/** The clock of a record: who checks it next and when, "it is right", "it was wrong", "I take it on". */
export function KeeperPanel(props: { service: ServiceDetail }) {
  const t = useWords(words);
  const format = useFormat();
  const { me } = useSession();
  const { service } = props;
  const { keeperId, keeperName, everyDays, dueOn } = service.upkeep;
  const [open, setOpen] = useState(false);
  const { busy, failure, act } = useAct(() => undefined);
  const mine = me?.account.id;
  const next =
    dueOn === null || service.freshness.reportedAt !== null || dueOn <= todayHere()
      ? t('keeper.due')
      : t('keeper.dueOn', { day: format.day(dueOn) });
  const who = keeperId === null ? t('keeper.nobody') : t('keeper.name', { name: keeperName ?? '' });
  const takeOn = () =>
    api.setKeeper({ serviceId: service.id, version: service.version, keeperId: mine ?? null, everyDays });
  return (
    <Panel title={t('check.title')} hint={t('check.hint')}>
      <p>
        {who} {next} {t('keeper.every', { count: everyDays })}
      </p>
      <Row gap={3}>
        <Assure serviceId={service.id} version={service.version} />
        <ReportWrong serviceId={service.id} />
        {keeperId !== mine && mine !== undefined && (
          <Button busy={busy} onClick={() => void act(takeOn, t('keeper.saved'))}>
            {t('keeper.takeOn')}
          </Button>
        )}
        <Button onClick={() => setOpen(true)}>{t('keeper.choose')}</Button>
      </Row>
      <Failure of={failure} while="doing" />
      {open && <KeeperSheet service={service} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

const spans = [30, 61, 92, 183, 365];

function KeeperSheet(props: { service: ServiceDetail; onClose: () => void }) {
  const t = useWords(words);
  const { service, onClose } = props;
  const { keeperId, everyDays } = service.upkeep;
  const [keeper, setKeeper] = useState(keeperId);
  const [every, setEvery] = useState(everyDays);
  const { busy, failure, act } = useAct(onClose);
  const people = useQuery({ queryKey: ['directory.listKeepers'], queryFn: () => api.listKeepers({}) });
  const save = () =>
    void act(
      () =>
        api.setKeeper({
          serviceId: service.id,
          version: service.version,
          keeperId: keeper,
          everyDays: every,
        }),
      t('keeper.saved'),
    );
  return (
    <SheetForm title={t('keeper.choose')} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <SelectField
        label={t('keeper.who')}
        options={(people.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={keeper}
        onChange={setKeeper}
        clearable
      />
      <SelectField
        label={t('keeper.often')}
        options={[...new Set([...spans, everyDays])]
          .sort((left, right) => left - right)
          .map((days) => ({ value: String(days), label: t('keeper.days', { count: days }) }))}
        value={String(every)}
        onChange={(days) => setEvery(days === null ? every : Number(days))}
      />
    </SheetForm>
  );
}
