import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from '../entry/entry.module.css';

/** The link to hand over; it is shown once, and only its hash is kept. */
export function LinkNotice(props: { token: string }) {
  const t = useWords(words);
  const link = `${location.origin}/invitation#${props.token}`;
  const copy = () => void navigator.clipboard.writeText(link).then(() => toast(t('link.copied')));
  return (
    <Notice tone="good" title={t('link.title')} actions={<Button onClick={copy}>{t('link.copy')}</Button>}>
      <p>{t('link.text')}</p>
      <code className={classes['link']}>{link}</code>
    </Notice>
  );
}
