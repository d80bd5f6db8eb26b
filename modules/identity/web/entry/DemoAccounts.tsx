import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { roleName } from '../roleName.ts';
import classes from './entry.module.css';

type Demo = { name: string; email: string; password: string; role: string; site: string };

/** The people of the demo network, each a button that signs in as them. */
export function DemoAccounts(props: { accounts: readonly Demo[]; onChoose: (account: Demo) => void }) {
  const t = useWords(words);
  if (props.accounts.length === 0) return null;
  return (
    <Panel title={t('demo.title')} hint={t('demo.hint')} look="quiet">
      <ul className={classes['demo']}>
        {props.accounts.map((account) => (
          <li key={account.email}>
            <Button wide onClick={() => props.onChoose(account)}>
              <strong>{account.name}</strong> · {roleName(t, account.role)}
              {account.site && <> · {account.site}</>}
            </Button>
            <p className={classes['secret']}>
              {t('demo.password', { email: account.email, password: account.password })}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
