import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { DayField, NumberField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { agreementDirections } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere, usePrograms, useRead, useSettledSites } from '../api.ts';
import { useAct } from '../useAct.ts';

/** An agreement with a partner about referrals. */
export function AgreementSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const sites = useSettledSites();
  const programs = usePrograms();
  const [site, setSite] = useState<string | null>(null);
  const [partnerName, setPartner] = useState('');
  const [way, setWay] = useState<string>('both');
  const [program, setProgram] = useState<string | null>('');
  const [days, setDays] = useState<number | undefined>(5);
  const [contact, setContact] = useState('');
  const [from, setFrom] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { busy, failure, act } = useAct(props.onClose);
  const siteId = site ?? (sites.length === 1 ? (sites[0]?.id ?? null) : null);
  const direction = agreementDirections.find((one) => one === way) ?? 'both';
  const missing = (absent: boolean) => (tried && absent ? t('field.needed') : undefined);
  const save = () => {
    setTried(true);
    if (siteId === null || partnerName.trim().length < 2 || days === undefined || !from) return;
    const more = { ...(program ? { programCode: program } : {}), ...(contact ? { contact } : {}) };
    void act(
      () => api.makeAgreement({ id, siteId, direction, partnerName, answerDays: days, from, ...more }),
      t('agreements.saved'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t('agreements.make')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        {sites.length > 1 && (
          <SelectField
            label={t('board.site')}
            options={sites.map((one) => ({ value: one.id, label: one.name }))}
            value={siteId}
            onChange={setSite}
            error={missing(siteId === null)}
          />
        )}
        <TextField
          label={t('agreements.partner')}
          value={partnerName}
          onChange={setPartner}
          maxLength={200}
          error={missing(partnerName.trim().length < 2)}
        />
        <ChoiceField
          label={t('referrals.direction')}
          choices={agreementDirections.map((one) => ({ value: one, label: t(`agreements.${one}`) }))}
          value={direction}
          onChange={setWay}
        />
        <SelectField
          label={t('board.program')}
          options={[
            { value: '', label: t('agreements.every') },
            ...programs.map((one) => ({ value: one.key, label: read(one.name) })),
          ]}
          value={program}
          onChange={setProgram}
        />
        <NumberField
          label={t('agreements.days')}
          value={days}
          onChange={setDays}
          min={1}
          max={365}
          step={1}
          error={missing(days === undefined)}
        />
        <TextField
          label={t('agreements.contact')}
          required={false}
          value={contact}
          onChange={setContact}
          maxLength={300}
        />
        <DayField label={t('capacity.from')} value={from} onChange={setFrom} error={missing(!from)} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
