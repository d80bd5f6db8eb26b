import { useEffect, useRef } from 'react';
import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import type { CodeNode } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { useRead } from './api.ts';
import { CodeFacts } from './CodeFacts.tsx';
import classes from './vocabulary.module.css';

type Tree = {
  readonly nodes: readonly CodeNode[];
  readonly open: (code: string) => boolean;
  readonly toggle: (code: string, opened: boolean) => void;
  /** The code the address names; it is brought into view. */
  readonly chosen: string;
};

/** Codes under their parents. A code with something to tell, or with codes below it, opens. */
export function CodeTree(props: Tree & { label?: string | undefined }) {
  const { label, ...tree } = props;
  return (
    <ul className={classes['tree']} aria-label={label}>
      {props.nodes.map((node) => (
        <Branch key={node.code} node={node} tree={tree} />
      ))}
    </ul>
  );
}

function Branch(props: { node: CodeNode; tree: Tree }) {
  const { node, tree } = props;
  const here = useRef<HTMLLIElement>(null);
  const named = node.code === tree.chosen;
  useEffect(() => {
    if (named) here.current?.scrollIntoView({ block: 'center' });
  }, [named]);
  const tells = node.include ?? node.exclude ?? node.prompt ?? node.aliases ?? node.facts;
  const opens = tells !== undefined || node.children.length > 0;
  return (
    <li ref={here} className={classes['branch']} data-kind={node.kind} data-named={named || undefined}>
      {opens ? (
        <details
          open={tree.open(node.code)}
          onToggle={(event) => tree.toggle(node.code, event.currentTarget.open)}
        >
          <summary>
            <Heading node={node} />
          </summary>
          <CodeFacts entry={node} />
          {node.children.length > 0 && <CodeTree {...tree} nodes={node.children} />}
        </details>
      ) : (
        <Heading node={node} />
      )}
    </li>
  );
}

function Heading(props: { node: CodeNode }) {
  const t = useWords(words);
  const read = useRead();
  const { node } = props;
  return (
    <span className={classes['heading']}>
      <span className={classes['name']}>
        {node.number !== null && <span className={classes['number']}>{node.number}</span>}
        {read(node.name)}
        {node.children.length > 0 && <span className={classes['count']}>{node.children.length}</span>}
        {!node.verified && <Badge tone="warn">{t('code.unverified')}</Badge>}
      </span>
      {node.definition && <span className={classes['definition']}>{read(node.definition)}</span>}
    </span>
  );
}
