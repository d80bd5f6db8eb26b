import { useState } from 'react';
import { useMe, useSession } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { CheckField, ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import type { CrisisLine } from '../../asks/crisis.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';

const everywhere = 'all';
const week = [1, 2, 3, 4, 5, 6, 7];

function begin(line: CrisisLine | undefined, siteId: string) {
  return {
    nameEn: line?.nameEn ?? '',
    nameFr: line?.nameFr ?? '',
    phone: line?.phone ?? '',
    aboutEn: line?.aboutEn ?? '',
    aboutFr: line?.aboutFr ?? '',
    site: line ? (line.siteId ?? everywhere) : siteId,
    days: (line?.days ?? week).map(String),
    opensAt: line?.opensAt ?? '',
    closesAt: line?.closesAt ?? '',
    ended: false,
  };
}

/** One line of whom to call, in both languages, with its days and hours. */
export function LineSheet(props: { id: string; line: CrisisLine | undefined; onClose: () => void }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { sites } = useMe();
  const { sees } = useSession();
  const steward = sees(['steward']);
  const { id, line, onClose } = props;
  const [typed, setTyped] = useState(() => begin(line, steward ? everywhere : (sites[0]?.id ?? everywhere)));
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(onClose);
  const set = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }));
  const named = typed.nameEn.trim() !== '' && typed.nameFr.trim() !== '' && typed.phone.trim().length > 1;
  const submit = () => {
    setTried(true);
    if (!named || typed.days.length === 0) return;
    const { site, days, opensAt, closesAt, ...rest } = typed;
    const hours = opensAt && closesAt ? { opensAt, closesAt } : { opensAt: null, closesAt: null };
    const given = { ...rest, ...hours, id, version: line?.version ?? 0, days: days.map(Number) };
    void save(
      () => api.keepCrisisLine({ ...given, siteId: site === everywhere ? null : site }),
      t('line.saved'),
    );
  };
  const dayName = new Intl.DateTimeFormat(`${locale}-CA`, { weekday: 'long', timeZone: 'UTC' });
  const missing = (value: string) => (tried && value.trim() === '' ? t('task.say') : undefined);
  const places = [
    ...(steward ? [{ value: everywhere, label: t('line.everywhere') }] : []),
    ...sites.map((one) => ({ value: one.id, label: one.name })),
  ];
  return (
    <SheetForm
      title={t(line ? 'line.change' : 'line.add')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <TextField
        label={t('line.nameEn')}
        value={typed.nameEn}
        maxLength={120}
        error={missing(typed.nameEn)}
        onChange={(nameEn) => set({ nameEn })}
      />
      <TextField
        label={t('line.nameFr')}
        value={typed.nameFr}
        maxLength={120}
        error={missing(typed.nameFr)}
        onChange={(nameFr) => set({ nameFr })}
      />
      <TextField
        label={t('line.phone')}
        type="tel"
        inputMode="tel"
        value={typed.phone}
        maxLength={40}
        error={missing(typed.phone)}
        onChange={(phone) => set({ phone })}
      />
      <SelectField
        label={t('line.site')}
        options={places}
        value={typed.site}
        onChange={(site) => set({ site: site ?? everywhere })}
      />
      <TextField
        label={t('line.aboutEn')}
        required={false}
        value={typed.aboutEn}
        maxLength={300}
        onChange={(aboutEn) => set({ aboutEn })}
      />
      <TextField
        label={t('line.aboutFr')}
        required={false}
        value={typed.aboutFr}
        maxLength={300}
        onChange={(aboutFr) => set({ aboutFr })}
      />
      <ManyChoiceField
        label={t('line.days')}
        choices={week.map((day) => ({
          value: String(day),
          label: dayName.format(new Date(Date.UTC(2024, 0, day))),
        }))}
        value={typed.days}
        onChange={(days) => set({ days })}
        error={tried && typed.days.length === 0 ? t('line.chooseDay') : undefined}
      />
      <FieldRow>
        <TextField
          label={t('line.from')}
          hint={t('line.clock')}
          required={false}
          type="time"
          value={typed.opensAt}
          onChange={(opensAt) => set({ opensAt })}
        />
        <TextField
          label={t('line.to')}
          required={false}
          type="time"
          value={typed.closesAt}
          onChange={(closesAt) => set({ closesAt })}
        />
      </FieldRow>
      {line && (
        <CheckField label={t('line.end')} checked={typed.ended} onChange={(ended) => set({ ended })} />
      )}
    </SheetForm>
  );
}
