import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from './entry.module.css';

type Both = { en: string; fr: string };
type Demo = { name: string; email: string; password: string; role: Both; site: Both };

/** The people of the demo network, each a button that signs in as them. */
export function DemoAccounts(props: { accounts: readonly Demo[]; onChoose: (account: Demo) => void }) {
  const t = useWords(words);
  const { locale } = useLocale();
  if (props.accounts.length === 0) return null;
  return (
    <Panel title={t('demo.title')} hint={t('demo.hint')} look="quiet">
      <ul className={classes['demo']}>
        {props.accounts.map((account) => (
          <li key={account.email}>
            <Button wide onClick={() => props.onChoose(account)}>
              <strong>{account.name}</strong> · {account.role[locale]} · {account.site[locale]}
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
