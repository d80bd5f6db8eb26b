import { useState } from 'react';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import type { Way } from '../../shapes.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { deviceToken, origin } from './browser.ts';
import { useEntry } from './useEntry.ts';
import { WayForm } from './WayForm.tsx';

const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.startsWith('America/'));
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const blank = { code: '', community: '', organisation: '', site: '', name: '', email: '', timeZone: '' };
type Filled = typeof blank;
type Offer = { readonly options: object; readonly totp: { secret: string; link: string } };

/** First-run set-up: the code from the console, the first places, the first steward, then how they will sign in. */
export function SetUpPage() {
  const t = useWords(words);
  const { locale } = useLocale();
  const go = useGo();
  const { refresh } = useSession();
  const [filled, setFilled] = useState<Filled>({
    ...blank,
    timeZone: zones.includes(ownZone()) ? ownZone() : 'America/Vancouver',
  });
  const [offer, setOffer] = useState<Offer | undefined>(undefined);
  const entry = useEntry(() => void refresh().then(() => go('/', { replace: true })));
  const ask = () =>
    entry.run(async () => {
      const { code, name, email } = filled;
      const said = await api.setUpOptions({ origin: origin(), code, name, email });
      if (said.outcome !== 'in' || !said.options || !said.totp) return { outcome: said.outcome };
      setOffer({ options: said.options, totp: said.totp });
      return { outcome: 'code' };
    });
  const finish = (way: () => Promise<Way>) =>
    entry.run(async () => {
      const { code, community, timeZone, organisation, site, name, email } = filled;
      const person = { name, email, locale };
      const input = {
        code,
        community: { name: community, timeZone },
        organisation,
        site,
        person,
        device: deviceToken(),
      };
      return api.setUpFirst({ ...input, way: await way() });
    });
  return (
    <Page title={t('setUp.title')} lede={t('setUp.lede')} width="narrow">
      {offer === undefined ? (
        <Places filled={filled} onChange={setFilled} busy={entry.busy} onSubmit={ask} />
      ) : (
        <WayForm {...offer} needsCode busy={entry.busy} onChosen={finish} />
      )}
      {entry.text && <Notice tone="bad">{offer === undefined ? t('setUp.codeWrong') : entry.text}</Notice>}
      <Failure of={entry.failure} while="doing" />
    </Page>
  );
}

function Places(props: {
  filled: Filled;
  onChange: (filled: Filled) => void;
  busy: boolean;
  onSubmit: () => void;
}) {
  const t = useWords(words);
  const [shown, setShown] = useState(false);
  const tied = (key: Exclude<keyof Filled, 'timeZone'>) => ({
    label: t(`setUp.${key}`),
    value: props.filled[key],
    onChange: (value: string) => props.onChange({ ...props.filled, [key]: value }),
    error: shown && props.filled[key].trim() === '' ? t('setUp.needed') : undefined,
  });
  const submit = () => {
    setShown(true);
    if (Object.values(props.filled).every((value) => value.trim() !== '')) props.onSubmit();
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" kind="primary" busy={props.busy}>
          {t('setUp.next')}
        </Button>
      }
    >
      <TextField {...tied('code')} hint={t('setUp.codeHint')} autoFocus />
      <TextField {...tied('community')} hint={t('setUp.communityHint')} />
      <SelectField
        label={t('setUp.timeZone')}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={props.filled.timeZone}
        onChange={(timeZone) => props.onChange({ ...props.filled, timeZone: timeZone ?? '' })}
      />
      <TextField {...tied('organisation')} />
      <TextField {...tied('site')} />
      <TextField {...tied('name')} autoComplete="name" />
      <TextField {...tied('email')} type="email" inputMode="email" autoComplete="email" />
    </Form>
  );
}
