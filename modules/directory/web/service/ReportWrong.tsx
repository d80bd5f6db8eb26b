import { useState } from 'react';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { wrongParts } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** "It was wrong" in two taps: the first opens, the second says what and sends. A remark may be written before the second. */
export function ReportWrong(props: { serviceId: string }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>(undefined);
  const send = async (part: (typeof wrongParts)[number]) => {
    setBusy(part);
    setFailure(undefined);
    try {
      await api.reportWrong({
        serviceId: props.serviceId,
        about: [part],
        ...(note.trim() === '' ? {} : { note }),
      });
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('directory.'),
      });
      toast(t('wrong.thanks'));
      setNote('');
      setOpen(false);
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      <Button icon="warning" onClick={() => setOpen(true)}>
        {t('wrong.open')}
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('wrong.title')}>
        <Stack gap={3}>
          <Failure of={failure} while="doing" />
          {wrongParts.map((part) => (
            <Button key={part} wide busy={busy === part} onClick={() => void send(part)}>
              {t(`wrong.${part}`)}
            </Button>
          ))}
          <LongTextField
            label={t('wrong.note')}
            hint={t('wrong.noteHint')}
            value={note}
            maxLength={500}
            onChange={setNote}
          />
        </Stack>
      </Sheet>
    </>
  );
}
