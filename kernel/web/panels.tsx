import { createContext, lazy, Suspense, useContext } from 'react';
import type { ComponentType, LazyExoticComponent, ReactNode } from 'react';
import { useSession } from './session.tsx';
import type { Load, Seen } from './module.ts';

/** A place a screen offers to the modules on its right; `Props` is what the screen hands to whatever fills it. */
export type Place<Props extends object> = { readonly name: string; readonly props?: Props };

/** Names a place: `export const clientPlace = place<{ clientId: string }>('people.client')`. */
export function place<Props extends object>(name: string): Place<Props> {
  return { name };
}

/** One module's contribution to a place. */
export type PanelFilling = {
  readonly place: string;
  readonly id: string;
  readonly who: Seen;
  readonly order: number;
  readonly Component: LazyExoticComponent<ComponentType<object>>;
};

/** Fills a place: `fill(clientPlace, { id: 'care.contacts', who: ['worker'], order: 20, load: () => import('./ContactsPanel.tsx').then((m) => m.ContactsPanel) })`. */
export function fill<Props extends object>(
  at: Place<Props>,
  panel: { id: string; who: Seen; order?: number; load: Load<Props> },
): PanelFilling {
  const Component = lazy(async () => ({ default: (await panel.load()) as ComponentType<object> }));
  return { place: at.name, id: panel.id, who: panel.who, order: panel.order ?? 100, Component };
}

const Fillings = createContext<readonly PanelFilling[]>([]);

/** Makes every module's panels known to the screens below. */
export function PanelsProvider(props: { fillings: readonly PanelFilling[]; children: ReactNode }) {
  return <Fillings value={props.fillings}>{props.children}</Fillings>;
}

/** The panels of a place this person may see, in order. */
export function usePanels(at: Place<never> | Place<object>): readonly PanelFilling[] {
  const fillings = useContext(Fillings);
  const { sees } = useSession();
  return fillings
    .filter((panel) => panel.place === at.name && sees(panel.who))
    .sort((left, right) => left.order - right.order);
}

/** Shows every panel of a place with the screen's props; `waiting` stands in while a panel's code arrives. */
export function Panels<Props extends object>(props: { at: Place<Props>; with: Props; waiting?: ReactNode }) {
  const panels = usePanels(props.at);
  return panels.map(({ id, Component }) => {
    const Panel = Component as ComponentType<Props>;
    return (
      <Suspense key={id} fallback={props.waiting ?? null}>
        <Panel {...props.with} />
      </Suspense>
    );
  });
}
