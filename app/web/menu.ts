import { createContext, useContext, useMemo } from 'react';
import type { MenuEntry, Section, WebModule } from '../../kernel/web/module.ts';
import { sections } from '../../kernel/web/module.ts';
import { useSession } from '../../kernel/web/session.tsx';
import { speak, useLocale } from '../../kernel/web/words.tsx';

/** What every module brought. */
export const ModulesContext = createContext<readonly WebModule[]>([]);

/** One line of the menu as it is read. */
export type MenuLine = { readonly path: string; readonly label: string };

/** A section of the menu with its lines; the first is what the section itself opens. */
export type MenuSection = { readonly id: Section; readonly lines: readonly [MenuLine, ...MenuLine[]] };

/** The menu of this person, in their language, in the order of the loop; sections with nothing to open are left out. */
export function useMenu(): readonly MenuSection[] {
  const modules = useContext(ModulesContext);
  const { sees } = useSession();
  const { locale } = useLocale();
  return useMemo(() => {
    const entries = modules.flatMap(({ words, menu = [] }) =>
      menu.map((entry) => ({ ...entry, text: speak(words, locale)(entry.label) })),
    );
    return sections.flatMap((id) => {
      const lines = entries
        .filter((entry) => entry.section === id && sees(entry.who))
        .sort((left, right) => rank(left) - rank(right))
        .map(({ path, text }) => ({ path, label: text }));
      const [first, ...rest] = lines;
      return first === undefined ? [] : [{ id, lines: [first, ...rest] as const }];
    });
  }, [modules, sees, locale]);
}

function rank(entry: MenuEntry): number {
  return entry.order ?? 100;
}

/** The line whose address is the longest beginning of the current path. */
export function currentLine(menu: readonly MenuSection[], path: string): MenuLine | undefined {
  return menu
    .flatMap(({ lines }) => lines)
    .filter((line) => path === line.path || path.startsWith(`${line.path}/`))
    .sort((left, right) => right.path.length - left.path.length)[0];
}
