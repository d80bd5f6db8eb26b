import { Menu } from '@mantine/core';
import { Icon } from '../icon/Icon.tsx';
import type { IconName } from '../icon/paths.ts';
import { IconButton } from './IconButton.tsx';

export type MoreItem = {
  readonly label: string;
  readonly icon?: IconName;
  readonly danger?: boolean;
  readonly onChoose: () => void;
};

/** Less frequent actions behind one button. */
export function MoreMenu(props: { label: string; items: readonly MoreItem[]; icon?: IconName }) {
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <IconButton icon={props.icon ?? 'more'} label={props.label} />
      </Menu.Target>
      <Menu.Dropdown>
        {props.items.map((item) => (
          <Menu.Item
            key={item.label}
            onClick={item.onChoose}
            leftSection={item.icon ? <Icon name={item.icon} size={18} /> : undefined}
            {...(item.danger ? { color: 'red' } : {})}
          >
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
