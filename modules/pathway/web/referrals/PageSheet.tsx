import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useChoices, usePlaces, useProgram, useProgramName, useRead, useSettledSites } from '../api.ts';
import { useAct } from '../useAct.ts';

/** A page for self-referral: the program it leads to, and a public name that does not tell it. */
export function PageSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const choices = useChoices();
  const programName = useProgramName();
  const sites = useSettledSites();
  const places = usePlaces();
  const [id] = useState(() => newId());
  const [at, setAt] = useState<string | null>(null);
  const [sourceCode, setSource] = useState<string | null>(null);
  const [en, setEn] = useState('');
  const [fr, setFr] = useState('');
  const [phone, setPhone] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(props.onClose);
  const rows = (places.data?.rows ?? []).filter((row) => sites.some((site) => site.id === row.siteId));
  const chosen = rows.find((row) => `${row.siteId}.${row.programCode}` === at);
  const program = useProgram(chosen?.programCode, chosen?.programVersion);
  const missing = (absent: boolean) => (tried && absent ? t('field.needed') : undefined);
  const save = () => {
    setTried(true);
    if (!chosen || sourceCode === null || en.trim().length < 2 || fr.trim().length < 2) return;
    const { siteId, programCode } = chosen;
    const more = phone ? { phone } : {};
    void act(
      () => api.openPage({ id, siteId, programCode, sourceCode, name: { en, fr }, ...more }),
      t('pages.opened'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t('pages.open')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('refer.where')}
          choices={rows.map((row) => ({
            value: `${row.siteId}.${row.programCode}`,
            label: `${programName(row.programCode)} · ${read(row.siteName)}`,
          }))}
          value={at}
          onChange={setAt}
          error={missing(chosen === undefined)}
        />
        <ChoiceField
          label={t('refer.source')}
          choices={choices(program?.referralSources)}
          value={sourceCode}
          onChange={setSource}
          error={missing(sourceCode === null)}
        />
        <TextField
          label={t('pages.nameEn')}
          hint={t('pages.nameHint')}
          value={en}
          onChange={setEn}
          maxLength={120}
          error={missing(en.trim().length < 2)}
        />
        <TextField
          label={t('pages.nameFr')}
          value={fr}
          onChange={setFr}
          maxLength={120}
          error={missing(fr.trim().length < 2)}
        />
        <TextField
          label={t('pages.phone')}
          required={false}
          type="tel"
          value={phone}
          onChange={setPhone}
          maxLength={40}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
