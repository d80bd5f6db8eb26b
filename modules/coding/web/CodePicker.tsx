import { useState } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import type { CodeEntry } from '../../vocabulary/model.ts';
import words from '../words.json' with { type: 'json' };
import type { Codebook } from './api.ts';
import { CodeHints } from './CodeHints.tsx';

const shownAtMost = 8;

/** Finds a code by words of either language, with or without accents; before anything is typed, those used most in this text. */
export function CodePicker(props: {
  codebook: Codebook;
  usual: readonly string[];
  value: string | null;
  onChange: (code: string) => void;
  error?: string | undefined;
}) {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const { codebook, value } = props;
  const found =
    typed.trim() === ''
      ? props.usual.flatMap((code) => codebook.entryOf(code) ?? [])
      : matching(codebook.codes, typed);
  const chosen = value === null ? undefined : codebook.entryOf(value);
  const shown = [
    ...(chosen && !found.slice(0, shownAtMost).includes(chosen) ? [chosen] : []),
    ...found.slice(0, shownAtMost),
  ];
  return (
    <Stack gap={3}>
      <SearchField
        label={t('picker.search', { count: codebook.codes.length })}
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      <p role="status" className="visually-hidden">
        {typed.trim() !== '' && t('picker.found', { count: found.length })}
      </p>
      <ChoiceField
        label={t('picker.code')}
        hint={found.length === 0 ? t(typed.trim() === '' ? 'picker.start' : 'picker.none') : undefined}
        error={props.error}
        choices={shown.map((entry) => ({
          value: entry.code,
          label: [entry.number, codebook.nameOf(entry.code)].filter(Boolean).join(' '),
          hint: codebook.above(entry.code) || t('picker.domain'),
        }))}
        value={value}
        onChange={props.onChange}
      />
      {chosen && <CodeHints entry={chosen} />}
    </Stack>
  );
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Codes whose names hold every word typed, then those whose definitions do; whole words first. */
function matching(codes: readonly CodeEntry[], typed: string): CodeEntry[] {
  const asked = fold(typed).split(/\s+/).filter(Boolean);
  const holds = (texts: readonly string[]) => {
    const all = fold(texts.join(' '));
    return asked.every((word) => all.includes(word));
  };
  const names = (one: CodeEntry) => [
    one.code,
    one.number ?? '',
    one.name.en,
    one.name.fr,
    ...(one.aliases ?? []),
  ];
  const said = (one: CodeEntry) =>
    [one.definition, one.include].flatMap((text) => (text ? [text.en, text.fr] : []));
  const named = codes.filter((one) => holds(names(one)));
  return [...named, ...codes.filter((one) => !named.includes(one) && holds([...names(one), ...said(one)]))];
}
