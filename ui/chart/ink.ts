/** The colours and type a drawing is made with: the screen's follow the theme, paper's are fixed. */
export type Ink = {
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly ground: string;
  readonly main: string;
  readonly mark: string;
  /** Fills for parts of a whole, in order; each told apart also by its label. */
  readonly parts: readonly string[];
  readonly font: string;
};

export const screenInk: Ink = {
  text: 'var(--ink)',
  soft: 'var(--ink-soft)',
  line: 'var(--line)',
  ground: 'var(--surface)',
  main: 'var(--water)',
  mark: 'var(--change)',
  parts: [
    'var(--water)',
    'var(--understand)',
    'var(--listen)',
    'var(--change)',
    'var(--share)',
    'var(--line-firm)',
  ],
  font: 'var(--font-text)',
};

export const paperInk: Ink = {
  text: '#20302f',
  soft: '#55605d',
  line: '#d9d2c4',
  ground: '#ffffff',
  main: '#0f6064',
  mark: '#80510b',
  parts: ['#0f6064', '#375290', '#7a3f68', '#80510b', '#40622a', '#867c6c'],
  font: 'Figtree, sans-serif',
};
