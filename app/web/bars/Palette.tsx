import { useContext, useMemo } from 'react';
import { useGo } from '../../../kernel/web/router.tsx';
import { useSession } from '../../../kernel/web/session.tsx';
import { speak, useLocale, useWords } from '../../../kernel/web/words.tsx';
import { CommandPalette } from '../../../ui/palette/CommandPalette.tsx';
import type { PaletteSource } from '../../../ui/palette/usePaletteResults.ts';
import { matches } from './matches.ts';
import { ModulesContext, useMenu } from '../menu.ts';
import words from '../words.json' with { type: 'json' };

/** The command palette over every page of the menu and every source the modules bring. */
export function Palette(props: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const go = useGo();
  const menu = useMenu();
  const modules = useContext(ModulesContext);
  const { sees } = useSession();
  const { locale } = useLocale();
  const sources = useMemo<readonly PaletteSource[]>(() => {
    const pages = menu.flatMap(({ id, lines }) =>
      lines.map((line) => ({ id: line.path, label: line.label, hint: t(`section.${id}`), path: line.path })),
    );
    const own = modules.flatMap(({ words: theirs, palette = [] }) =>
      palette
        .filter(({ who }) => sees(who))
        .map(({ id, label, find }) => ({ id, label: speak(theirs, locale)(label), least: 2, find })),
    );
    const find = async (typed: string) =>
      pages.filter((page) => matches(`${page.label} ${page.hint}`, typed));
    return [...own, { id: 'pages', label: t('palette.pages'), least: 0, find }];
  }, [menu, modules, sees, locale, t]);
  return <CommandPalette {...props} sources={sources} onChoose={({ path }) => go(path)} />;
}
