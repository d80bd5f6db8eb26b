import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAddressChoice } from '../../kernel/web/router.tsx';
import classes from './data.module.css';

export type Tab = {
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly show: () => ReactNode;
};

/** Parts of one screen, one visible at a time; the choice stands in the address under `name`. */
export function Tabs(props: { label: string; tabs: readonly Tab[]; name?: string | undefined }) {
  const first = props.tabs[0]?.id ?? '';
  const [asked, choose] = useAddressChoice(props.name ?? 'tab', first);
  const chosen = props.tabs.some(({ id }) => id === asked) ? asked : first;
  return (
    <MantineTabs
      value={chosen}
      onChange={(value) => choose(value ?? first)}
      keepMounted={false}
      className={classes['tabs'] ?? ''}
    >
      <MantineTabs.List aria-label={props.label}>
        {props.tabs.map((tab) => (
          <MantineTabs.Tab key={tab.id} value={tab.id}>
            {tab.label}
            {tab.count !== undefined && <span className={classes['tabCount']}>{tab.count}</span>}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {props.tabs.map((tab) => (
        <MantineTabs.Panel key={tab.id} value={tab.id} pt="md">
          {tab.id === chosen && tab.show()}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  );
}
