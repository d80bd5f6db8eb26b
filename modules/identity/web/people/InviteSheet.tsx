import { useState } from 'react';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { newLinkToken } from '../entry/browser.ts';
import { useAct } from '../useAct.ts';
import { LinkNotice } from './LinkNotice.tsx';
import type { Places } from './people.ts';
import { isWhole, type RoleChosen, RoleFields } from './RoleFields.tsx';

/** Invites somebody: name, address, language, first role; then the link to hand over. */
export function InviteSheet(props: { open: boolean; onClose: () => void; places: Places }) {
  const t = useWords(words);
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t('people.invite')}>
      {props.open && <InviteForm places={props.places} onClose={props.onClose} />}
    </Sheet>
  );
}

function InviteForm(props: { places: Places; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const { locale } = useLocale();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState<string>(locale);
  const [chosen, setChosen] = useState<RoleChosen>({ role: null, siteId: null });
  const [shown, setShown] = useState(false);
  const [token] = useState(() => newLinkToken(me.community.id));
  const [sent, setSent] = useState(false);
  const act = useAct();
  const empty = (value: string) => (shown && value.trim() === '' ? t('setUp.needed') : undefined);
  const submit = () => {
    setShown(true);
    const { role, siteId } = chosen;
    if (name.trim() === '' || email.trim() === '' || role === null || !isWhole(chosen)) return;
    act.run(async () => {
      const person = {
        name,
        email: email.trim(),
        locale: language === 'fr' ? ('fr' as const) : ('en' as const),
      };
      await api.invite({ ...person, roles: [{ role, siteId }], token });
      setSent(true);
    });
  };
  if (sent) {
    return (
      <>
        <LinkNotice token={token} />
        <Button onClick={props.onClose}>{t('people.done')}</Button>
      </>
    );
  }
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" kind="primary" busy={act.busy}>
          {t('people.makeLink')}
        </Button>
      }
    >
      <TextField label={t('people.name')} value={name} onChange={setName} error={empty(name)} autoFocus />
      <TextField
        label={t('people.email')}
        type="email"
        value={email}
        onChange={setEmail}
        error={empty(email)}
      />
      <ChoiceField
        label={t('people.language')}
        choices={[
          { value: 'en', label: t('people.english') },
          { value: 'fr', label: t('people.french') },
        ]}
        value={language}
        onChange={setLanguage}
      />
      <RoleFields
        chosen={chosen}
        onChange={setChosen}
        places={props.places}
        error={shown && !isWhole(chosen) ? t('setUp.needed') : undefined}
      />
      <Failure of={act.failure} while="doing" />
    </Form>
  );
}
