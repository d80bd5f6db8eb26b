import type { ComponentType } from 'react';
import type { Words } from '../words.ts';
import type { PanelFilling } from './panels.tsx';

/** The places of the menu, in the order of the loop. */
export const sections = [
  'today',
  'clients',
  'directory',
  'listen',
  'understand',
  'change',
  'share',
  'reports',
  'network',
  'administration',
] as const;
export type Section = (typeof sections)[number];

/** Who may see an entry: everybody, everybody signed in, or holders of one of these roles. The server decides; this only hides what would be refused. */
export type Seen = 'public' | 'signed-in' | readonly string[];

/** A file of a module's page, loaded when first opened: `() => import('./ClientsPage.tsx').then((m) => m.ClientsPage)`. */
export type Load<Props = object> = () => Promise<ComponentType<Props>>;

/** One address of the application. `path` may hold parameters, `/clients/:id`; a page reads them with `useParam`. */
export type PageEntry = {
  readonly path: string;
  /** Key of the document title in the module's words. */
  readonly title: string;
  readonly who: Seen;
  /** `bare` shows the page without the menu (sign-in, set-up, print); `app` is the default. */
  readonly frame?: 'app' | 'bare';
  readonly load: Load;
};

/** One line of the menu. The first entry of a section is what the phone's bottom bar opens. */
export type MenuEntry = {
  readonly section: Section;
  readonly path: string;
  /** Key of the label in the module's words. */
  readonly label: string;
  readonly who: Seen;
  /** Place inside the section, lowest first; 100 when absent. */
  readonly order?: number;
};

/** One thing the command palette can jump to. */
export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly path: string;
};

/** A source of jumps: asked with what was typed (two characters at least), answers at most eight items; stops when the signal says so. */
export type PaletteProvider = {
  readonly id: string;
  /** Key of the group's heading in the module's words. */
  readonly label: string;
  readonly who: Seen;
  readonly find: (typed: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>;
};

/** What a module brings to the screen; `modules/<id>/web/index.ts` exports one as `<id>Web`. */
export type WebModule = {
  readonly id: string;
  readonly words: Words;
  readonly pages?: readonly PageEntry[];
  readonly menu?: readonly MenuEntry[];
  readonly panels?: readonly PanelFilling[];
  readonly palette?: readonly PaletteProvider[];
};
