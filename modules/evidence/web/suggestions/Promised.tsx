import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Row } from '../../../../ui/page/Layout.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';

/** Within how many days suggestions are answered here; a steward changes it. */
export function Promised(props: { days: number }) {
  const t = useWords(words);
  const { sees } = useSession();
  const [changing, setChanging] = useState(false);
  return (
    <Row>
      <span>{t('answer.promise', { days: props.days })}</span>
      {sees(['steward']) && (
        <Button size="small" onClick={() => setChanging(true)}>
          {t('answer.change')}
        </Button>
      )}
      {changing && <ChangeSheet days={props.days} onClose={() => setChanging(false)} />}
    </Row>
  );
}

function ChangeSheet(props: { days: number; onClose: () => void }) {
  const t = useWords(words);
  const [id] = useState(newId);
  const [days, setDays] = useState<number | undefined>(props.days);
  const { act, busy, failure } = useAct({ changed: useEvidenceChanged(), done: props.onClose });
  const save = () => {
    if (days !== undefined) void act(() => api.promiseAnswers({ id, days }), t('answer.promised'));
  };
  return (
    <SheetForm title={t('answer.days')} onClose={props.onClose} onSubmit={save} busy={busy} failure={failure}>
      <NumberField label={t('answer.days')} min={1} max={365} step={1} value={days} onChange={setDays} />
    </SheetForm>
  );
}
