import { useWords } from '../../../../kernel/web/words.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { QrCode } from '../../../../ui/data/QrCode.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from './entry.module.css';

/** The secret an authenticator app needs: for another device's camera, to type in, and as a link that opens an app here. */
export function TotpFacts(props: { totp: { secret: string; link: string } }) {
  const t = useWords(words);
  const { secret, link } = props.totp;
  return (
    <Stack gap={2}>
      <p>{t('totp.how')}</p>
      <QrCode text={link} label={t('totp.scan')} />
      <Facts
        items={[
          {
            label: t('totp.secret'),
            value: <code className={classes['link']}>{secret.match(/.{1,4}/g)?.join(' ')}</code>,
          },
        ]}
      />
      <a href={link}>{t('totp.open')}</a>
    </Stack>
  );
}
