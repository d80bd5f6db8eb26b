import { Panels } from '../../../kernel/web/panels.tsx';
import { awayPlace, signInPlace } from '../../../kernel/web/places.ts';
import { useTitle } from '../../../kernel/web/router.tsx';
import { useSession } from '../../../kernel/web/session.tsx';
import type { SessionState } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Confluence } from '../../../ui/icon/Mark.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import { Bare } from '../Bare.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** What stands before anybody is signed in: the way in, the reason it cannot be reached, or its grey shape. */
export function SignedOut(props: { state: SessionState }) {
  const t = useWords(words);
  const { refresh } = useSession();
  useTitle(t('signIn.title'));
  return (
    <Bare>
      <div className={classes['signIn']}>
        <div className={classes['welcome']}>
          <Confluence className={classes['welcomeDrawing']} />
          <h1>{t('signIn.title')}</h1>
          <p>{t('signIn.text')}</p>
        </div>
        <div className={classes['signInSheet']}>
          {props.state === 'asking' && <Skeletons shape="rows" count={3} />}
          {props.state === 'unreachable' && <Away />}
          {props.state === 'out' && (
            <Panels
              at={signInPlace}
              with={{ reason: 'out', onDone: () => void refresh() }}
              waiting={<Skeletons shape="rows" count={3} />}
            />
          )}
        </div>
      </div>
    </Bare>
  );
}

/** No server: what can still be done here by whoever was signed in last. */
function Away() {
  const t = useWords(words);
  const { away, refresh } = useSession();
  return (
    <Stack>
      <Notice tone="warn" actions={<Button onClick={() => void refresh()}>{t('signIn.again')}</Button>}>
        {t('signIn.unreachable')}
      </Notice>
      {away && <Panels at={awayPlace} with={{ account: away.account }} />}
    </Stack>
  );
}
