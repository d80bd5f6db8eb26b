import { useWords } from '../../../kernel/web/words.tsx';
import { CheckField } from '../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../ui/fields/Form.tsx';
import { DayField, LongTextField, TextField } from '../../../ui/fields/TextField.tsx';
import words from '../words.json' with { type: 'json' };

/** Who a client is, as being typed. */
export type IdentityTyped = {
  readonly name: string;
  readonly preferredName: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly healthNumber: string;
  readonly address: string;
  readonly safeContact: string;
  readonly addressHidden: boolean;
};

/** Nothing typed yet. */
export const nothingTyped: IdentityTyped = {
  name: '',
  preferredName: '',
  birthDate: '',
  phone: '',
  healthNumber: '',
  address: '',
  safeContact: '',
  addressHidden: false,
};

/** The fields of an identity: two first, the rest for when they are known. `withAddress` is off while the address is hidden and not revealed. */
export function IdentityFields(props: {
  value: IdentityTyped;
  onChange: (value: IdentityTyped) => void;
  nameError?: string | undefined;
  withAddress: boolean;
}) {
  const t = useWords(words);
  const { value } = props;
  const set = (change: Partial<IdentityTyped>) => props.onChange({ ...value, ...change });
  return (
    <>
      <TextField
        label={t('field.name')}
        required
        value={value.name}
        error={props.nameError}
        onChange={(name) => set({ name })}
        autoFocus
        maxLength={200}
      />
      <FieldRow>
        <TextField
          label={t('field.preferredName')}
          required={false}
          value={value.preferredName}
          onChange={(preferredName) => set({ preferredName })}
          maxLength={200}
        />
        <DayField
          label={t('field.birthDate')}
          required={false}
          value={value.birthDate}
          onChange={(birthDate) => set({ birthDate })}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={t('field.phone')}
          required={false}
          type="tel"
          inputMode="tel"
          value={value.phone}
          onChange={(phone) => set({ phone })}
          maxLength={40}
        />
        <TextField
          label={t('field.healthNumber')}
          required={false}
          value={value.healthNumber}
          onChange={(healthNumber) => set({ healthNumber })}
          maxLength={40}
        />
      </FieldRow>
      {props.withAddress && (
        <>
          <LongTextField
            label={t('field.address')}
            required={false}
            rows={2}
            value={value.address}
            onChange={(address) => set({ address })}
            maxLength={500}
          />
          <LongTextField
            label={t('field.safeContact')}
            hint={t('field.safeContactHint')}
            required={false}
            rows={2}
            value={value.safeContact}
            onChange={(safeContact) => set({ safeContact })}
            maxLength={500}
          />
        </>
      )}
      <CheckField
        label={t('field.addressHidden')}
        hint={t('field.addressHiddenHint')}
        checked={value.addressHidden}
        onChange={(addressHidden) => set({ addressHidden })}
      />
    </>
  );
}
