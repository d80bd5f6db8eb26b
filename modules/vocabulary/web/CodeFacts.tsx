import { useWords } from '../../../kernel/web/words.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import type { CodeEntry } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useRead } from './api.ts';
import classes from './vocabulary.module.css';

type Fact = NonNullable<CodeEntry['facts']>[string];

const hasWord = (key: string): key is keyof typeof words => key in words;

/** What helps to use a code: what to include and leave out, what to ask, other spellings, published facts. */
export function CodeFacts(props: { entry: CodeEntry }) {
  const t = useWords(words);
  const read = useRead();
  const { entry } = props;
  const show = (name: string, fact: Fact): string => {
    if (Array.isArray(fact)) return fact.map(read).join('; ');
    if (typeof fact === 'object') return read(fact);
    const worded = `fact.${name}.${String(fact)}`;
    return hasWord(worded) ? t(worded) : String(fact);
  };
  const facts = Object.entries(entry.facts ?? {}).flatMap(([name, fact]) => {
    const key = `fact.${name}`;
    return hasWord(key) ? [{ label: t(key), value: show(name, fact) }] : [];
  });
  return (
    <div className={classes['facts']}>
      <Facts
        items={[
          { label: t('code.include'), value: entry.include && read(entry.include) },
          { label: t('code.exclude'), value: entry.exclude && read(entry.exclude) },
          { label: t('code.prompt'), value: entry.prompt && read(entry.prompt) },
          {
            label: t('code.aliases'),
            value: entry.aliases && <span lang="en">{entry.aliases.join('; ')}</span>,
          },
          ...facts,
          { label: t('code.code'), value: <code>{entry.code}</code> },
        ]}
      />
    </div>
  );
}
