import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAct } from '../useAct.ts';

/** What is being added: an organisation, or a site of one. */
export type Adding =
  | { readonly what: 'organisation' }
  | { readonly what: 'site'; readonly organisationId: string };

/** Adds an organisation or a site, named in both languages. */
export function PlaceSheet(props: { adding: Adding | undefined; onClose: () => void }) {
  const t = useWords(words);
  const { adding } = props;
  const title = t(adding?.what === 'site' ? 'sites.addSite' : 'sites.addOrganisation');
  return (
    <Sheet open={adding !== undefined} onClose={props.onClose} title={title}>
      {adding && <PlaceForm adding={adding} onClose={props.onClose} />}
    </Sheet>
  );
}

function PlaceForm(props: { adding: Adding; onClose: () => void }) {
  const t = useWords(words);
  const [en, setEn] = useState('');
  const [fr, setFr] = useState('');
  const [shown, setShown] = useState(false);
  const act = useAct(props.onClose);
  const needed = (value: string) => (shown && value.trim() === '' ? t('setUp.needed') : undefined);
  const submit = () => {
    setShown(true);
    if (en.trim() === '' || fr.trim() === '') return;
    const { adding } = props;
    const name = { en, fr };
    act.run(() =>
      adding.what === 'site'
        ? api.addSite({ organisationId: adding.organisationId, name })
        : api.addOrganisation({ name }),
    );
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" kind="primary" busy={act.busy}>
          {t('sites.add')}
        </Button>
      }
    >
      <TextField label={t('sites.nameEn')} value={en} onChange={setEn} error={needed(en)} autoFocus />
      <TextField label={t('sites.nameFr')} value={fr} onChange={setFr} error={needed(fr)} />
      <Failure of={act.failure} while="doing" />
    </Form>
  );
}
