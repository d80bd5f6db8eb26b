import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../../kernel/contract.ts';
import { addDays } from '../../../../kernel/time.ts';
import { saveFile } from '../../../../kernel/web/call.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow, Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { supply } from '../../contract.ts';
import { type PacketScope, packetScopes } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSupplyChanged } from '../api.ts';

type Asked = InputOf<typeof supply.operations.previewPacket>;
const usualPeriod = -365;

/** Whom a packet can be for: the clients of today's sheet, the people who prescribe, one's own sites. */
function useWhom(siteId: string, scope: PacketScope) {
  const me = useMe();
  const sheet = useQuery({
    queryKey: ['supply.daySheet', siteId, todayHere()],
    queryFn: () => api.daySheet({ siteId, day: todayHere() }),
    enabled: scope === 'client',
  });
  const prescribers = useQuery({
    queryKey: ['supply.listPrescribers'],
    queryFn: () => api.listPrescribers({}),
    enabled: scope === 'prescriber',
  });
  if (scope === 'site') return me.sites.map(({ id, name }) => ({ value: id, label: name }));
  if (scope === 'prescriber')
    return (prescribers.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const clients = new Map((sheet.data?.rows ?? []).map((row) => [row.clientId, row.clientName]));
  return [...clients].map(([value, label]) => ({ value, label }));
}

/** Asks for a packet: whose, when; what it would hold; and its release with the reason. */
export function PacketForm(props: { siteId: string }) {
  const t = useWords(words);
  const [scope, setScope] = useState<PacketScope>('prescriber');
  const [id, setId] = useState<string | null>(null);
  const [from, setFrom] = useState(addDays(todayHere(), usualPeriod));
  const [to, setTo] = useState(addDays(todayHere(), 1));
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [tried, setTried] = useState(false);
  const whom = useWhom(props.siteId, scope);
  const submit = () => {
    setTried(true);
    if (id !== null && from !== '' && to !== '') setAsked({ scope, id, from, to });
  };
  return (
    <Panel title={t('review.packet')}>
      <Form onSubmit={submit} actions={<Button type="submit">{t('review.look')}</Button>}>
        <ChoiceField
          label={t('review.scope')}
          choices={packetScopes.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
          value={scope}
          onChange={(chosen) => {
            setScope(packetScopes.find((one) => one === chosen) ?? scope);
            setId(null);
            setAsked(undefined);
          }}
        />
        <SelectField
          label={t('review.who')}
          options={whom}
          value={id}
          onChange={setId}
          error={tried && id === null ? t('needed') : undefined}
        />
        <FieldRow>
          <DayField label={t('review.from')} value={from} onChange={setFrom} />
          <DayField label={t('review.to')} value={to} onChange={setTo} />
        </FieldRow>
      </Form>
      {asked && <Preview key={JSON.stringify(asked)} asked={asked} />}
    </Panel>
  );
}

function Preview(props: { asked: Asked }) {
  const t = useWords(words);
  const asked = useQuery({
    queryKey: ['supply.previewPacket', props.asked],
    queryFn: () => api.previewPacket(props.asked),
  });
  if (asked.error !== null) return <Failure of={asked.error} />;
  if (asked.data === undefined) return <p role="status">{t('review.look')}</p>;
  return <Release asked={props.asked} packet={asked.data} />;
}

function Release(props: { asked: Asked; packet: OutputOf<typeof supply.operations.previewPacket> }) {
  const t = useWords(words);
  const here = useLocale().locale;
  const [locale, setLocale] = useState(here);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: () => undefined });
  const { sections, gaps } = props.packet;
  const short = reason.trim().length < 5;
  const release = (format: 'pdf' | 'zip') => {
    setTried(true);
    if (short) return;
    const take = async () => saveFile(await api.fetchPacket({ ...props.asked, format, locale, reason }));
    void act(take, t('review.released'));
  };
  return (
    <Stack>
      <DataList
        caption={t('review.packet')}
        rows={sections}
        rowKey={(row) => row.key}
        columns={[
          { key: 'section', label: t('review.section'), show: (row) => t(`section.${row.key}`) },
          { key: 'rows', label: t('review.rows'), numeric: true, show: (row) => row.rows },
        ]}
      />
      <p>{t('review.missing', { count: gaps.length })}</p>
      <ChoiceField
        label={t('review.language')}
        choices={(['en', 'fr'] as const).map((one) => ({ value: one, label: t(`lang.${one}`) }))}
        value={locale}
        onChange={(chosen) => setLocale(chosen === 'fr' ? 'fr' : 'en')}
      />
      <TextField
        label={t('review.reason')}
        hint={t('review.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={400}
        error={tried && short ? t('review.reasonShort') : undefined}
      />
      <Row>
        <Button kind="primary" busy={busy} onClick={() => release('pdf')}>
          {t('review.pdf')}
        </Button>
        <Button busy={busy} onClick={() => release('zip')}>
          {t('review.zip')}
        </Button>
      </Row>
      <Failure of={failure} while="doing" />
    </Stack>
  );
}
