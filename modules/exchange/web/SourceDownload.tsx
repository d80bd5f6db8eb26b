import { useState } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { saveFile } from '../../../kernel/web/wire/saveFile.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

/** One source of the directory as a file of the standard: JSON that comes back exactly, or tables for a spreadsheet. */
export function SourceDownload(props: { source: string }) {
  const t = useWords(words);
  const [busy, setBusy] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>(undefined);
  const take = async (form: 'json' | 'csv') => {
    setBusy(form);
    setFailure(undefined);
    try {
      saveFile(await api.exportHsds({ source: props.source, form }));
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      {(['json', 'csv'] as const).map((form) => (
        <Button key={form} size="small" icon="download" busy={busy === form} onClick={() => void take(form)}>
          {t(`hsds.${form}`)}
        </Button>
      ))}
      <Failure of={failure} while="doing" />
    </>
  );
}
