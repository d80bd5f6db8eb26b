import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, usePrograms, useRead } from '../api.ts';
import { useAct } from '../useAct.ts';

/** How many clients can be enrolled at once, per program and site. */
export function PlacesSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const me = useMe();
  const programs = usePrograms();
  const [siteId, setSite] = useState(me.sites[0]?.id ?? null);
  const [programCode, setProgram] = useState<string | null>(null);
  const [places, setPlaces] = useState<number | undefined>(undefined);
  const { busy, failure, act } = useAct(props.onClose);
  const whole = places !== undefined && Number.isInteger(places) && places >= 0;
  const save = () => {
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
        {me.sites.length > 1 && (
          <ChoiceField
            label={t('board.site')}
            choices={me.sites.map((site) => ({ value: site.id, label: site.name }))}
            value={siteId}
            onChange={setSite}
          />
        )}
        <ChoiceField
          label={t('board.program')}
          choices={programs.map((one) => ({ value: one.key, label: read(one.name) }))}
          value={programCode}
          onChange={setProgram}
        />
        <NumberField label={t('places.number')} value={places} onChange={setPlaces} min={0} step={1} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
