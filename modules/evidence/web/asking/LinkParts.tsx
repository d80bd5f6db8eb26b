import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { QrCode } from '../../../../ui/data/QrCode.tsx';
import { NumberField, TextField } from '../../../../ui/fields/TextField.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };

/** For how many days a link works. */
export function DaysField(props: {
  value: number | undefined;
  onChange: (days: number | undefined) => void;
}) {
  const t = useWords(words);
  return (
    <NumberField
      label={t('asking.days')}
      hint={t('asking.daysHint')}
      min={1}
      max={400}
      step={1}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

/** A link as an address, as a square for a camera, and to copy. */
export function OneLink(props: { name: string; token: string }) {
  const t = useWords(words);
  const { name } = props;
  const address = `${location.origin}/asked#${props.token}`;
  return (
    <Stack gap={2}>
      <TextField
        label={t('asking.linkOf', { name })}
        value={address}
        onChange={() => undefined}
        required={false}
      />
      <Row>
        <QrCode text={address} label={t('asking.qrOf', { name })} />
        <Button
          size="small"
          label={t('asking.copyOf', { name })}
          onClick={() => void navigator.clipboard.writeText(address).then(() => toast(t('asking.copied')))}
        >
          {t('asking.copy')}
        </Button>
      </Row>
    </Stack>
  );
}
