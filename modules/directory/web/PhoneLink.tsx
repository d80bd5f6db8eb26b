import { useWords } from '../../../kernel/web/words.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import type { Phone } from '../contract.ts';
import { dialable } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import classes from './directory.module.css';

/** A telephone number that dials when it is touched. */
export function PhoneLink(props: { phone: Phone }) {
  const t = useWords(words);
  const { phone } = props;
  const shown =
    phone.extension === null
      ? phone.number
      : t('phone.extension', { number: phone.number, extension: phone.extension });
  return (
    <a className={classes['phone']} href={`tel:${dialable(phone)}`}>
      <Icon name="phone" size={18} />
      <span>{shown}</span>
    </a>
  );
}
