import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { ContactLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../care.module.css';
import { useSaved } from '../useSaved.ts';

const stay = () => undefined;

/** Asks whether two contacts, recorded by two people or on two devices, were one visit; both notes stay whatever is said. */
export function SameVisit(props: { contact: ContactLine }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId, id, visit, note, authorName } = props.contact;
  const { busy, failure, save } = useSaved(stay);
  const other = visit.maybeSameAs;
  if (other === null) return null;
  const settle = (sameAs: string | null) =>
    void save(
      () => api.settleVisit({ clientId, id, version: visit.version, sameAs }),
      t(sameAs === null ? 'visit.saidApart' : 'visit.saidSame'),
    );
  const ways = (
    <>
      <Button busy={busy} onClick={() => settle(other.id)}>
        {t('visit.same')}
      </Button>
      <Button busy={busy} onClick={() => settle(null)}>
        {t('visit.apart')}
      </Button>
    </>
  );
  return (
    <Stack gap={2}>
      <Notice tone="warn" live={false} title={t('visit.ask')} actions={ways}>
        <p>{t('visit.why', { who: other.authorName, when: format.moment(other.occurredAt) })}</p>
        <div className={classes['both']}>
          <Panel title={other.authorName} level={3} look="quiet">
            <p className={classes['words']}>{other.note ?? t('visit.noNote')}</p>
          </Panel>
          <Panel title={authorName} level={3} look="quiet">
            <p className={classes['words']}>{note ?? t('visit.noNote')}</p>
          </Panel>
        </div>
      </Notice>
      <Failure of={failure} while="doing" />
    </Stack>
  );
}

/** Takes a contact out of a visit again. */
export function TakeApart(props: { contact: ContactLine }) {
  const t = useWords(words);
  const { clientId, id, visit } = props.contact;
  const { busy, failure, save } = useSaved(stay);
  const apart = () => api.settleVisit({ clientId, id, version: visit.version, sameAs: null });
  return (
    <>
      <Button kind="plain" size="small" busy={busy} onClick={() => void save(apart, t('visit.saidApart'))}>
        {t('visit.takeApart')}
      </Button>
      <Failure of={failure} while="doing" />
    </>
  );
}
