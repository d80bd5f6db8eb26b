import type { ReactNode } from 'react';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useRead } from '../../pathway/web/index.ts';
import type { Review, ReviewItem } from '../contract.ts';
import classes from './fidelity.module.css';

/** The items of a review by the sections of its scale, in its order; those of no section first. */
export function Sections(props: { review: Review; children: (item: ReviewItem) => ReactNode }) {
  const read = useRead();
  const { review } = props;
  const parts = [undefined, ...review.scale.sections].map((section) => ({
    section,
    items: review.items.filter((item) => item.section === (section?.code ?? null)),
  }));
  return parts
    .filter(({ items }) => items.length > 0)
    .map(({ section, items }) => (
      <Panel key={section?.code ?? ''} title={section && read(section.name)}>
        <ul className={classes['items']}>{items.map(props.children)}</ul>
      </Panel>
    ));
}
