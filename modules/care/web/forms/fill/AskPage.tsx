import { useQuery } from '../../../../../kernel/web/queries.ts';
import { useAddressChoice, useGo, useParam } from '../../../../../kernel/web/router.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { caller } from '../../../../../kernel/web/call.ts';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { Page } from '../../../../../ui/page/Page.tsx';
import type { people } from '../../../../people/contract.ts';
import { calledBy } from '../../../../people/model.ts';
import { useRead } from '../../../../pathway/web/index.ts';
import words from '../../../words.json' with { type: 'json' };
import { useForm } from '../api.ts';
import { FillForm } from './FillForm.tsx';

const peopleApi = caller<typeof people>('people');

/** What the client is called; empty while it is asked. */
export function useClientName(clientId: string): string {
  const asked = useQuery({
    queryKey: ['people.openClient', clientId],
    queryFn: () => peopleApi.openClient({ clientId }),
  });
  return asked.data ? calledBy(asked.data.identity) : '';
}

/** A form asked of a client for the first time. */
export function AskPage() {
  const t = useWords(words);
  const read = useRead();
  const go = useGo();
  const clientId = useParam('clientId');
  const key = useParam('key');
  const [program] = useAddressChoice('program', '');
  const name = useClientName(clientId);
  const asked = useForm(key);
  return (
    <Page
      title={asked.data ? read(asked.data.form.name) : t('form.title')}
      lede={asked.data && read(asked.data.form.purpose)}
      stage="deliver"
      width="narrow"
      back={{ to: `/clients/${clientId}`, label: name || t('team.client') }}
    >
      <Answer of={asked}>
        {({ form, questions }) => (
          <FillForm
            key={form.version}
            clientId={clientId}
            form={form}
            questions={questions}
            programCode={program || undefined}
            onSaved={(id) => go(`/forms/of/${clientId}/${id}`, { replace: true })}
          />
        )}
      </Answer>
    </Page>
  );
}
