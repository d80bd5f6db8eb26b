import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { todayHere } from '../../../pathway/web/index.ts';
import type { supply } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useRecordWords, useSupplyChanged } from '../api.ts';
import classes from '../supply.module.css';

type Wish = OutputOf<typeof supply.operations.clientPrescriptions>['wishes'][number];
type Of = { readonly clientId: string; readonly programCode: string };

/** What the client wants and cannot get here. */
export function Wishes(props: Of & { wishes: readonly Wish[] }) {
  const t = useWords(words);
  const format = useFormat();
  const list = useRecordWords();
  const [adding, setAdding] = useState(false);
  const { failure, act } = useAct({ changed: useSupplyChanged(), done: () => undefined });
  const holding = props.wishes.filter((wish) => wish.endedOn === null);
  const end = (wish: Wish) =>
    void act(
      () =>
        api.endWish({
          id: wish.id,
          version: wish.version,
          clientId: props.clientId,
          endedOn: todayHere(),
        }),
      t('wish.ended'),
    );
  return (
    <Stack gap={2}>
      <Row apart>
        <h3>{t('wish.title')}</h3>
        <Button size="small" onClick={() => setAdding(true)}>
          {t('wish.add')}
        </Button>
      </Row>
      {holding.map((wish) => (
        <Row key={wish.id} apart>
          <span>
            {list.name(wish.wishCode)}
            <span className={classes['quiet']}>
              {` · ${t('wish.since', { day: format.day(wish.namedOn) })}`}
              {wish.words && ` · ${wish.words}`}
            </span>
          </span>
          <Button
            kind="plain"
            size="small"
            onClick={() => end(wish)}
            label={t('wish.endOf', { name: list.name(wish.wishCode) })}
          >
            {t('wish.end')}
          </Button>
        </Row>
      ))}
      <Failure of={failure} while="doing" />
      {adding && <WishSheet {...props} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

function WishSheet(props: Of & { onClose: () => void }) {
  const t = useWords(words);
  const list = useRecordWords();
  const [id] = useState(() => newId());
  const [wishCode, setWish] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done: props.onClose });
  const { clientId, programCode } = props;
  const submit = () => {
    setTried(true);
    if (wishCode === null) return;
    void act(
      () => api.recordWish({ id, clientId, programCode, wishCode, words: said, namedOn: todayHere() }),
      t('wish.saved'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t('wish.title')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <SelectField
          label={t('wish.what')}
          options={list.of('wish')}
          value={wishCode}
          onChange={setWish}
          error={tried && wishCode === null ? t('needed') : undefined}
        />
        <TextField label={t('wish.words')} required={false} value={said} onChange={setSaid} maxLength={400} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
