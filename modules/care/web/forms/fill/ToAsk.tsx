import { useFormat } from '../../../../../kernel/web/format.ts';
import { useQuery } from '../../../../../kernel/web/queries.ts';
import { Link } from '../../../../../kernel/web/router.tsx';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../../ui/action/Button.tsx';
import { Row } from '../../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import classes from '../forms.module.css';
import { askAt } from './ClientFormsPanel.tsx';

/** Forms to ask the day's clients when they can; nothing where none is due. */
export function ToAsk() {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const asked = useQuery({ queryKey: ['care.formsToAsk'], queryFn: () => api.formsToAsk({}) });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('form.toAsk')} hint={t('form.toAskHint')}>
      <ul className={classes['lines']}>
        {rows.map((line) => (
          <li key={`${line.clientId} ${line.formKey}`} className={classes['line']}>
            <Row apart>
              <Link to={`/clients/${line.clientId}`}>{line.clientName}</Link>
              <ButtonLink size="small" to={askAt(line)}>
                {t(line.begunId === null ? 'form.ask' : 'form.continue')}
              </ButtonLink>
            </Row>
            <span className={classes['quiet']}>
              {read(line.name)} · {t('form.from', { day: format.day(line.from) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
