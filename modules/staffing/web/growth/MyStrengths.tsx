import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { useChoices } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useList } from '../api.ts';

/** Who may be asked for what in the community. */
export function useStrengths() {
  return useQuery({ queryKey: ['staffing.listStrengths'], queryFn: () => api.listStrengths({}) });
}

/** What the reader may be asked for, by their own word. */
export function MyStrengths() {
  const t = useWords(words);
  const asked = useStrengths();
  const { account } = useMe();
  return (
    <Panel title={t('strength.mine')} hint={t('strength.hint')}>
      <Answer of={asked}>
        {({ people }) => <Choosing said={people.find((one) => one.accountId === account.id)?.codes ?? []} />}
      </Answer>
    </Panel>
  );
}

function Choosing(props: { said: readonly string[] }) {
  const t = useWords(words);
  const choices = useChoices();
  const list = useList('strength');
  const [chosen, choose] = useState<readonly string[]>(props.said);
  const { act, busy, failure } = useAct(() => undefined);
  return (
    <Form
      onSubmit={() => void act(() => api.sayStrengths({ codes: [...chosen] }), t('strength.saved'))}
      actions={
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
      }
    >
      <ManyChoiceField label={t('strength.what')} choices={choices(list)} value={chosen} onChange={choose} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
