import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import type { directory } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useAct } from '../upkeep/useAct.ts';
import { ServiceFields } from './ServiceFields.tsx';

type Editable = OutputOf<typeof directory.operations.editableService>;

/** Writes a service anew: what changes here stays when a source is imported again. */
export function EditPage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useQuery({
    queryKey: ['directory.editableService', id],
    queryFn: () => api.editableService({ id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Answer
      of={asked}
      waiting={
        <Page title={t('edit.title')}>
          <Skeletons shape="page" />
        </Page>
      }
    >
      {(service) => <Edit key={service.version} service={service} />}
    </Answer>
  );
}

function Edit({ service }: { service: Editable }) {
  const t = useWords(words);
  const go = useGo();
  const [form, setForm] = useState(service.form);
  const [checked, setChecked] = useState(false);
  const { busy, failure, act } = useAct(() => go(`/directory/${service.id}`));
  const save = () =>
    void act(
      () => api.editService({ id: service.id, version: service.version, form, checked }),
      t('edit.saved'),
    );
  const name = form.name.en || form.name.fr;
  return (
    <Page
      title={t('edit.of', { name })}
      lede={t('edit.lede')}
      back={{ to: `/directory/${service.id}`, label: name }}
      stage="deliver"
    >
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('edit.save')}
          </Button>
        }
      >
        <ServiceFields form={form} onChange={(part) => setForm({ ...form, ...part })} />
        <CheckField
          label={t('edit.checked')}
          hint={t('edit.checked.hint')}
          checked={checked}
          onChange={setChecked}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Page>
  );
}
