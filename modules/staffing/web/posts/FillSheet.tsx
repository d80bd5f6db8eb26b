import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { Post } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useSitePeople } from '../api.ts';

const outside = 'outside';

/** Who holds a post from a day on: somebody of the site, or somebody who is not named. */
export function FillSheet(props: { siteId: string; post: Post; onClose: () => void }) {
  const t = useWords(words);
  const people = useSitePeople(props.siteId).data?.people ?? [];
  const [who, setWho] = useState<string | null>(null);
  const [fromOn, setFrom] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(props.onClose);
  const save = () => {
    setTried(true);
    if (who === null || fromOn === '') return;
    const person = who === outside ? {} : { accountId: who };
    void act(() => api.fillPosition({ id, positionId: props.post.id, fromOn, ...person }), t('saved'));
  };
  return (
    <SheetForm
      title={t('post.fillTitle')}
      onClose={props.onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      <SelectField
        label={t('post.who')}
        options={[
          ...people.map((one) => ({ value: one.accountId, label: one.name })),
          { value: outside, label: t('post.outside') },
        ]}
        value={who}
        onChange={setWho}
        error={tried && who === null ? t('needed') : undefined}
      />
      <DayField
        label={t('post.openedOn')}
        value={fromOn}
        onChange={setFrom}
        error={tried && fromOn === '' ? t('needed') : undefined}
      />
    </SheetForm>
  );
}
