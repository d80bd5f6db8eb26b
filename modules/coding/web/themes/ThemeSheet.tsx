import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import type { Theme } from '../../contract.ts';
import { valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import { CodePicker } from '../pick/CodePicker.tsx';

/** Says a theme: what the team calls it, the sentence in plain words in one language or both, and where it belongs. */
export function ThemeSheet(props: {
  studyId: string;
  codebook: Codebook;
  theme: Theme | undefined;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { studyId, codebook, theme, onClose } = props;
  const [id] = useState(newId);
  const [name, setName] = useState(theme?.name ?? '');
  const [plain, setPlain] = useState(theme?.plain ?? { en: '', fr: '' });
  const [valence, setValence] = useState(theme?.valence ?? 'mixed');
  const [minor, setMinor] = useState(theme?.minor ?? false);
  const [constructs, setConstructs] = useState<readonly string[]>(theme?.constructs ?? []);
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useCodingAct(onClose);
  const unsaid = plain.en.trim() === '' && plain.fr.trim() === '';
  const save = () => {
    setTried(true);
    if (name.trim().length < 2 || unsaid) return;
    const said = { name, plain, valence, minor, constructs: [...constructs] };
    void act(
      () =>
        theme === undefined
          ? api.addTheme({ id, study: studyId, ...said })
          : api.changeTheme({ id: theme.id, version: theme.version, ...said }),
      t('themes.saved'),
    );
  };
  return (
    <SheetForm
      title={t(theme === undefined ? 'themes.add' : 'themes.change')}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
      size="large"
    >
      <TextField
        label={t('themes.name')}
        hint={t('themes.nameHint')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={tried && name.trim().length < 2 ? t('themes.nameNeeded') : undefined}
      />
      {(['en', 'fr'] as const).map((language) => (
        <LongTextField
          key={language}
          label={t(`themes.plain.${language}`)}
          hint={language === 'en' ? t('themes.plainHint') : undefined}
          lang={language}
          required={false}
          value={plain[language]}
          onChange={(text) => setPlain((before) => ({ ...before, [language]: text }))}
          maxLength={1_000}
          error={tried && unsaid && language === 'en' ? t('refusal.themeUnsaid') : undefined}
        />
      ))}
      <ChoiceField
        label={t('themes.valence')}
        choices={valences.map((one) => ({ value: one, label: t(`valence.${one}`) }))}
        value={valence}
        onChange={(next) => setValence(valences.find((one) => one === next) ?? 'mixed')}
      />
      <CheckField label={t('themes.minorIs')} checked={minor} onChange={setMinor} />
      <CodePicker
        codebook={codebook}
        recent={[]}
        label={t('themes.construct')}
        value={{ code: null, crossed: null }}
        onChange={({ code }) => {
          if (code !== null) setConstructs((before) => [...new Set([...before, code])]);
        }}
      />
      <Row gap={1}>
        {constructs.map((code) => (
          <Button
            key={code}
            size="small"
            icon="close"
            label={t('themes.takeOff', { name: codebook.nameOf(code) })}
            onClick={() => setConstructs((before) => before.filter((one) => one !== code))}
          >
            {codebook.nameOf(code)}
          </Button>
        ))}
      </Row>
    </SheetForm>
  );
}
