import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import {
  todayHere,
  useChoices,
  useAdoptions,
  useProgram,
  useProgramName,
} from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import { hoursOf, type Hours, PostFields } from './PostFields.tsx';

/** A new post of a role of one of the site's programs. */
export function PostSheet(props: { siteId: string; onClose: () => void }) {
  const t = useWords(words);
  const choices = useChoices();
  const programName = useProgramName();
  const here = (useAdoptions().data?.rows ?? []).filter((row) => row.siteId === props.siteId);
  const [chosen, setProgram] = useState<string | null>(null);
  const programCode = chosen ?? here[0]?.programCode;
  const program = useProgram(programCode);
  const [roleCode, setRole] = useState<string | null>(null);
  const [hours, setHours] = useState<Hours>({ kind: 'regular', fte: 1, lived: false });
  const [openedOn, setOpened] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(props.onClose);
  const save = () => {
    setTried(true);
    const sent = hoursOf(hours);
    if (programCode === undefined || roleCode === null || sent === undefined || openedOn === '') return;
    const { siteId } = props;
    void act(() => api.openPosition({ id, siteId, programCode, roleCode, openedOn, ...sent }), t('saved'));
  };
  return (
    <SheetForm title={t('post.open')} onClose={props.onClose} onSubmit={save} busy={busy} failure={failure}>
      {here.length > 1 && (
        <ChoiceField
          label={t('post.program')}
          choices={here.map((row) => ({ value: row.programCode, label: programName(row.programCode) }))}
          value={programCode ?? null}
          onChange={setProgram}
        />
      )}
      <SelectField
        label={t('post.role')}
        options={choices(program?.roles)}
        value={roleCode}
        onChange={setRole}
        error={tried && roleCode === null ? t('needed') : undefined}
      />
      <PostFields
        hours={hours}
        tried={tried}
        onChange={(change) => setHours((before) => ({ ...before, ...change }))}
      />
      <DayField
        label={t('post.openedOn')}
        value={openedOn}
        onChange={setOpened}
        error={tried && openedOn === '' ? t('needed') : undefined}
      />
    </SheetForm>
  );
}
