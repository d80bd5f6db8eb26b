import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useGo } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { FieldRow, Form } from '../../../../ui/fields/Form.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAct } from '../upkeep/useAct.ts';
import { ServiceFields } from './ServiceFields.tsx';
import type { Form as Written } from './ServiceFields.tsx';

const nothing = { en: '', fr: '' };

/** A service that says nothing yet. */
const blankForm: Written = {
  name: nothing,
  description: nothing,
  application: nothing,
  eligibility: nothing,
  fees: nothing,
  alert: nothing,
  status: 'active',
  url: '',
  email: '',
  minimumAge: null,
  maximumAge: null,
  groups: [],
  conditions: [],
  phones: [],
  hours: [],
  languages: [],
  siteId: null,
};

const blankPlace = { name: '', street: '', city: '', province: '', postalCode: '', point: '' };
type Place = typeof blankPlace;

/** Reads `49.28, -123.12`; nothing when it is not two numbers of degrees. */
function pointIn(text: string): { latitude: number | null; longitude: number | null } {
  const [, north, east] = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  const [latitude, longitude] = [Number(north), Number(east)];
  const there = north !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return there ? { latitude, longitude } : { latitude: null, longitude: null };
}

/** Adds a service that no source brought, such as a local one of a centre. */
export function AddPage() {
  const t = useWords(words);
  const go = useGo();
  const { me } = useSession();
  const [id] = useState(() => newId());
  const [organization, setOrganization] = useState('');
  const [form, setForm] = useState<Written>({ ...blankForm, siteId: me?.sites[0]?.id ?? null });
  const [place, setPlace] = useState<Place>(blankPlace);
  const { busy, failure, act } = useAct(() => go(`/directory/${id}`));
  const save = () => {
    const { point, ...texts } = place;
    const said = Object.values(place).some((text) => text.trim() !== '');
    void act(
      () =>
        api.addService({
          id,
          organization,
          form,
          ...(said ? { place: { ...texts, ...pointIn(point) } } : {}),
        }),
      t('edit.added'),
    );
  };
  return (
    <Page
      title={t('edit.add')}
      lede={t('edit.add.lede')}
      back={{ to: '/directory', label: t('directory.title') }}
      stage="deliver"
    >
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('edit.add')}
          </Button>
        }
      >
        <TextField
          label={t('edit.organization')}
          hint={t('edit.organization.hint')}
          maxLength={200}
          value={organization}
          onChange={setOrganization}
        />
        <ServiceFields form={form} onChange={(part) => setForm({ ...form, ...part })} />
        <PlaceFields place={place} onChange={(part) => setPlace({ ...place, ...part })} />
        <Failure of={failure} while="doing" />
      </Form>
    </Page>
  );
}

const limits = { name: 200, street: 200, city: 100, province: 40, postalCode: 12, point: 40 } as const;

function PlaceFields({ place, onChange }: { place: Place; onChange: (part: Partial<Place>) => void }) {
  const t = useWords(words);
  const field = (key: keyof Place) => (
    <TextField
      label={t(`place.${key}`)}
      required={false}
      maxLength={limits[key]}
      value={place[key]}
      onChange={(text) => onChange({ [key]: text })}
    />
  );
  return (
    <Panel title={t('place.where')} hint={t('place.hint')}>
      <FieldRow>
        {field('name')}
        {field('street')}
      </FieldRow>
      <FieldRow>
        {field('city')}
        {field('province')}
        {field('postalCode')}
      </FieldRow>
      {field('point')}
    </Panel>
  );
}
