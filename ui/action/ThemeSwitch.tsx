import { useMantineColorScheme } from '@mantine/core';
import { useWords } from '../../kernel/web/words.tsx';
import { Icon } from '../icon/Icon.tsx';
import words from '../words.json' with { type: 'json' };
import classes from './action.module.css';

const choices = [
  { scheme: 'light', word: 'theme.light', icon: 'sun' },
  { scheme: 'dark', word: 'theme.dark', icon: 'moon' },
  { scheme: 'auto', word: 'theme.auto', icon: undefined },
] as const;

/** Light, dark, or as the device says; remembered on this device. */
export function ThemeSwitch() {
  const t = useWords(words);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div role="group" aria-label={t('theme.choose')} className={classes['switch']}>
      {choices.map(({ scheme, word, icon }) => (
        <button
          key={scheme}
          type="button"
          aria-pressed={colorScheme === scheme}
          onClick={() => setColorScheme(scheme)}
        >
          {icon && <Icon name={icon} size={18} />}
          {t(word)}
        </button>
      ))}
    </div>
  );
}
