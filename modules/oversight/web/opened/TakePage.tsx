import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useMutation } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../oversight.module.css';
import { OpenedList } from './OpenedList.tsx';

/** What a client's link opens, once. The secret stands behind the #, so that it reaches no log; it is asked for by a tap, so that a preview of the link does not use it up. */
export function TakePage() {
  const t = useWords(words);
  const format = useFormat();
  const [token] = useState(() => location.hash.slice(1));
  const [key] = useState(() => newId());
  const taking = useMutation({ mutationFn: () => api.takeOpened({ token }, { key }) });
  const list = taking.data;
  return (
    <Page
      title={t('given.title')}
      lede={list ? t('given.madeOn', { day: format.day(list.madeOn) }) : t('given.lede')}
      width="wide"
    >
      <Stack>
        <div className={classes['screenOnly']}>
          <Row>
            {list ? (
              <Button kind="primary" icon="download" onClick={() => print()}>
                {t('given.print')}
              </Button>
            ) : (
              <Button kind="primary" busy={taking.isPending} onClick={() => taking.mutate()}>
                {t('given.open')}
              </Button>
            )}
          </Row>
        </div>
        {!list && <p>{t('given.once')}</p>}
        <Failure of={taking.error} while="reading" />
        {list && <OpenedList rows={list.rows} />}
        {list && <p>{t('given.ask')}</p>}
      </Stack>
    </Page>
  );
}
