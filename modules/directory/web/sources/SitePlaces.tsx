import { useState } from 'react';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';

import { FieldRow, Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import type { directory } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useStarts } from '../navigate/useStarts.ts';
import { useAct } from '../upkeep/useAct.ts';

type Start = OutputOf<typeof directory.operations.listStarts>['rows'][number];

/** Where each site stands, in degrees: distances are measured from there. */
export function SitePlaces() {
  const t = useWords(words);
  const starts = useStarts();
  return (
    <Panel title={t('sites.title')} hint={t('sites.hint')}>
      {starts.map((start) => (
        <OneSite key={`${start.siteId} ${start.version ?? 0}`} start={start} />
      ))}
    </Panel>
  );
}

const degrees = (typed: string, most: number) =>
  /^-?\d{1,3}([.,]\d+)?$/.test(typed.trim()) && Math.abs(Number(typed.replace(',', '.'))) <= most
    ? Number(typed.replace(',', '.'))
    : undefined;

function OneSite({ start }: { start: Start }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const [north, setNorth] = useState(start.latitude === null ? '' : String(start.latitude));
  const [east, setEast] = useState(start.longitude === null ? '' : String(start.longitude));
  const { busy, failure, act } = useAct(() => undefined);
  const [latitude, longitude] = [degrees(north, 90), degrees(east, 180)];
  const name = start.name[locale];
  const save = () => {
    if (latitude === undefined || longitude === undefined) return;
    const version = start.version === null ? {} : { version: start.version };
    void act(
      () => api.placeSite({ siteId: start.siteId, latitude, longitude, ...version }),
      t('sites.saved'),
    );
  };
  return (
    <Form
      onSubmit={save}
      actions={
        <Button
          type="submit"
          size="small"
          busy={busy}
          disabled={latitude === undefined || longitude === undefined}
          label={t('sites.save', { name })}
        >
          {t('sites.keep')}
        </Button>
      }
    >
      <FieldRow>
        <TextField label={t('sites.north', { name })} inputMode="decimal" value={north} onChange={setNorth} />
        <TextField label={t('sites.east', { name })} inputMode="decimal" value={east} onChange={setEast} />
      </FieldRow>
      <Failure of={failure} while="doing" />
    </Form>
  );
}
