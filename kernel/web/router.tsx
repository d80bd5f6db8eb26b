import { lazy, Suspense, useEffect } from 'react';
import type { ComponentType, LazyExoticComponent, ReactNode } from 'react';
import { Link as WouterLink, Route, Switch, useLocation, useParams, useSearchParams } from 'wouter';
import type { PageEntry, WebModule } from './module.ts';
import { useSession } from './session.tsx';
import { useWords } from './words.tsx';
import type { Words } from '../words.ts';

/** A page with its module's words and its code on call. */
export type Routed = PageEntry & {
  readonly words: Words;
  readonly Component: LazyExoticComponent<ComponentType>;
};

/** Every page of every module, exact addresses before those with parameters. */
export function routesOf(modules: readonly WebModule[]): readonly Routed[] {
  const routes = modules.flatMap((module) =>
    (module.pages ?? []).map((page) => ({
      ...page,
      words: module.words,
      Component: lazy(async () => ({ default: (await page.load()) as ComponentType })),
    })),
  );
  return routes.sort((left, right) => holes(left.path) - holes(right.path));
}

function holes(path: string): number {
  return path.split('/').filter((part) => part.startsWith(':') || part === '*').length;
}

/** The answers a shell gives around pages. */
export type Surroundings = {
  readonly waiting: ReactNode;
  readonly notFound: ReactNode;
  readonly notForYou: ReactNode;
  readonly frame: (route: Routed, page: ReactNode) => ReactNode;
};

/** Shows the page whose address is in the address bar. */
export function Pages(props: { routes: readonly Routed[]; around: Surroundings }) {
  const { routes, around } = props;
  return (
    <Switch>
      {routes.map((route) => (
        <Route key={route.path} path={route.path}>
          {around.frame(route, <PageOf route={route} around={around} />)}
        </Route>
      ))}
      <Route>{around.notFound}</Route>
    </Switch>
  );
}

function PageOf(props: { route: Routed; around: Surroundings }) {
  const { route, around } = props;
  const { sees } = useSession();
  const t = useWords(route.words);
  useTitle(t(route.title));
  if (!sees(route.who)) return around.notForYou;
  return (
    <Suspense fallback={around.waiting}>
      <route.Component />
    </Suspense>
  );
}

/** Names the document; a page whose name depends on its record calls it once the record is here. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Tributary`;
  }, [title]);
}

/** A parameter of the address, `/clients/:id` → `useParam('id')`; fails when the page's path does not hold it. */
export function useParam(name: string): string {
  const value = (useParams() as Record<string, string | undefined>)[name];
  if (value === undefined) throw new Error(`this page's path has no :${name}`);
  return value;
}

/** The way to another page: `const go = useGo(); go('/clients')`; `replace` leaves no trace for Back. */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  return useLocation()[1];
}

/** The path in the address bar. */
export function usePath(): string {
  return useLocation()[0];
}

/** One choice kept in the address (a tab, a filter code, never personal data), so that Back and a shared link work. */
export function useAddressChoice(name: string, initial: string): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const choose = (value: string) => {
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === initial) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  };
  return [search.get(name) ?? initial, choose];
}

/** A link inside the application, without reloading it. */
export function Link(props: {
  to: string;
  children: ReactNode;
  className?: string | undefined;
  'aria-current'?: 'page' | undefined;
  'aria-label'?: string | undefined;
  onClick?: (() => void) | undefined;
}) {
  const { to, ...rest } = props;
  return <WouterLink href={to} {...rest} />;
}
