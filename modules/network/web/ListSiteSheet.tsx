import { useState } from 'react';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField, ManyChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import words from '../words.json' with { type: 'json' };
import { api, useAct } from './api.ts';
import { usePrograms } from './usePrograms.ts';

/** Lists a site of one's own community in the network, with the programs it runs. */
export function ListSiteSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const { sites } = useMe();
  const programs = usePrograms();
  const [siteId, choose] = useState(sites[0]?.id ?? null);
  const [run, setRun] = useState<string[]>([]);
  const { busy, failure, act } = useAct(props.onClose);
  const save = () => {
    if (siteId !== null) void act(() => api.listSite({ siteId, programs: run }), t('list.done'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('list.title')}>
      <Form
        onSubmit={save}
        actions={
          <Button type="submit" kind="primary" busy={busy}>
            {t('list.save')}
          </Button>
        }
      >
        <p>{t('list.what')}</p>
        <ChoiceField
          label={t('use.site')}
          choices={sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId}
          onChange={choose}
        />
        <ManyChoiceField
          label={t('list.programs')}
          choices={[...programs].map(([value, label]) => ({ value, label }))}
          value={run}
          onChange={setRun}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
