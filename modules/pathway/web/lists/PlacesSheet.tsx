import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, usePrograms, useRead, useSettledSites } from '../api.ts';
import { useAct } from '../useAct.ts';

/** How many clients can be enrolled at once, per program and site. */
export function PlacesSheet(props: { program?: string; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const sites = useSettledSites();
  const programs = usePrograms();
  const [chosen, setSite] = useState<string | null>(null);
  const siteId = chosen ?? (sites.length === 1 ? (sites[0]?.id ?? null) : null);
  const [programCode, setProgram] = useState<string | null>(props.program ?? null);
  const [places, setPlaces] = useState<number | undefined>(undefined);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(props.onClose);
  const whole = places !== undefined && Number.isInteger(places) && places >= 0;
  const save = () => {
    setTried(true);
    if (siteId === null || programCode === null || !whole) return;
    void act(() => api.setTarget({ id: newId(), siteId, programCode, places }), t('places.saved'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('places.title')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('places.save')}
          </Button>
        }
      >
        {sites.length > 1 && (
          <SelectField
            label={t('board.site')}
            options={sites.map((site) => ({ value: site.id, label: site.name }))}
            value={siteId}
            onChange={setSite}
            error={tried && siteId === null ? t('refer.choose') : undefined}
          />
        )}
        {props.program === undefined && (
          <ChoiceField
            label={t('board.program')}
            choices={programs.map((one) => ({ value: one.key, label: read(one.name) }))}
            value={programCode}
            onChange={setProgram}
            error={tried && programCode === null ? t('refer.choose') : undefined}
          />
        )}
        <NumberField
          label={t('places.number')}
          value={places}
          onChange={setPlaces}
          min={0}
          step={1}
          error={tried && !whole ? t('field.needed') : undefined}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
