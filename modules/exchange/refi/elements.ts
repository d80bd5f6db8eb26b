import { FileProblem, type XmlListener } from '../../../kernel/server/files/index.ts';

/** An element of an exchange file; names come without their prefix. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
};

/** What is done with elements as they pass. `close` says whether it has dealt with one; what it has not stays with the element above. */
export type Taker = {
  readonly open?: (element: Element, above: readonly Element[]) => void;
  readonly close: (element: Element, above: readonly Element[]) => boolean;
};

const withText = new Set([
  'Description',
  'PlainTextContent',
  'TextValue',
  'BooleanValue',
  'IntegerValue',
  'FloatValue',
  'DateValue',
  'DateTimeValue',
]);
const partsAtMost = 200_000;

/** Builds elements out of what an XML reader tells, and lets go of each as soon as it is dealt with. */
export function elementsTo({ open, close }: Taker): XmlListener {
  const above: Element[] = [];
  let held = 0;
  return {
    open: (name, attributes) => {
      const element: Element = { name, attributes, children: [], text: '' };
      open?.(element, above);
      above.push(element);
    },
    close: () => {
      const element = above.pop();
      if (element === undefined) return;
      if (close(element, above)) {
        held = 0;
        return;
      }
      held += 1;
      if (held > partsAtMost) throw new FileProblem('fileXmlTooLong');
      above.at(-1)?.children.push(element);
    },
    text: (text) => {
      const element = above.at(-1);
      if (element !== undefined && withText.has(element.name)) element.text += text;
    },
  };
}

/** The children of that name. */
export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first child of that name, without line ends before it and white space after it; nothing when that leaves nothing. */
export function textOf(element: Element, name: string): string | undefined {
  return (
    element.children.find((child) => child.name === name)?.text.replace(/^[\r\n]+|\s+$/g, '') || undefined
  );
}
