import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type FileLimits, FileProblem } from '../problem.ts';
import { tooMuchText } from './blocks.ts';
import type { RawText } from './docx.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Step =
  | { readonly node: Node; readonly depth: number; readonly kept: boolean }
  | { readonly after: string };

const leftOut = new Set([
  ...['script', 'style', 'head', 'template', 'noscript', 'svg', 'math', 'iframe', 'object', 'embed'],
  ...['canvas', 'audio', 'video', 'select', 'button', 'input', 'textarea', 'nav', 'dialog'],
]);
const lines = new Set([
  ...[
    'p',
    'div',
    'li',
    'ul',
    'ol',
    'dl',
    'dt',
    'dd',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'pre',
    'blockquote',
  ],
  ...[
    'section',
    'article',
    'main',
    'header',
    'footer',
    'aside',
    'figure',
    'figcaption',
    'table',
    'tr',
    'hr',
    'address',
  ],
]);

/** Reads the text a web page shows: paragraphs and table rows as lines, cells apart by tabs. Nothing is run, followed or kept of its markup. */
export function readHtml(html: string, limits: FileLimits): RawText {
  const page = new Lines(limits);
  const steps: Step[] = [{ node: parse(html), depth: 0, kept: false }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('after' in step) page.close(step.after);
    else steps.push(...taken(page, step, limits));
  }
  return { text: page.text(), warnings: [] };
}

/** Writes one node down and gives what is to be done next, last first. */
function taken(
  page: Lines,
  { node, depth, kept }: Exclude<Step, { after: string }>,
  limits: FileLimits,
): Step[] {
  if (depth > limits.depth) throw new FileProblem('fileXmlTooDeep', { limit: limits.depth });
  if (node.nodeName === '#text' && 'value' in node) {
    page.add(node.value, kept);
    return [];
  }
  const name = node.nodeName;
  if (leftOut.has(name) || isHidden(node) || !('childNodes' in node)) return [];
  page.open(name);
  const pre = kept || name === 'pre';
  const children = node.childNodes.map((child) => ({ node: child, depth: depth + 1, kept: pre }));
  return [{ after: name }, ...children.toReversed()];
}

function isHidden(node: Node): boolean {
  if (!('attrs' in node)) return false;
  return node.attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)),
  );
}

/** The lines of a page as they are found. */
class Lines {
  readonly #done: string[] = [];
  readonly #limits: FileLimits;
  #line = '';
  #length = 0;

  constructor(limits: FileLimits) {
    this.#limits = limits;
  }

  open(name: string): void {
    if (name === 'br') this.#done.push(this.#line.trimEnd());
    if (name === 'br') this.#line = '';
    else if (lines.has(name)) this.#end();
    else if ((name === 'td' || name === 'th') && this.#line !== '') this.#line = `${this.#line.trimEnd()}\t`;
  }

  close(name: string): void {
    if (!lines.has(name)) return;
    this.#end();
    const last = this.#done.at(-1);
    if (name === 'p' && last !== undefined && last !== '') this.#done.push('');
  }

  add(text: string, kept: boolean): void {
    this.#length += text.length;
    if (this.#length > this.#limits.characters) throw tooMuchText(this.#limits);
    if (kept) {
      const [first = '', ...rest] = text.split(/\r\n?|\n/);
      this.#line += first;
      for (const line of rest) {
        this.#done.push(this.#line);
        this.#line = line;
      }
      return;
    }
    const flat = text.replace(/[ \t\r\n\f]+/g, ' ');
    this.#line += this.#line === '' || /[ \t]$/.test(this.#line) ? flat.replace(/^ /, '') : flat;
  }

  text(): string {
    this.#end();
    while (this.#done.at(-1) === '') this.#done.pop();
    return this.#done.join('\n');
  }

  #end(): void {
    if (this.#line.trim() !== '') this.#done.push(this.#line.trimEnd());
    this.#line = '';
  }
}
