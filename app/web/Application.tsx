import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { WebModule } from '../../kernel/web/module.ts';
import { OutboxProvider } from '../../kernel/web/outbox.tsx';
import { PanelsProvider } from '../../kernel/web/panels.tsx';
import { queryClient } from '../../kernel/web/queries.ts';
import { Pages, routesOf } from '../../kernel/web/router.tsx';
import type { Routed } from '../../kernel/web/router.tsx';
import { SessionProvider, useSession } from '../../kernel/web/session.tsx';
import { Toasts } from '../../ui/overlay/toasts.tsx';
import { Skeletons } from '../../ui/page/Skeletons.tsx';
import { UiProvider } from '../../ui/theme/UiProvider.tsx';
import { Bare } from './Bare.tsx';
import { Language } from './Language.tsx';
import { NotForYou, NotFound } from './Lost.tsx';
import { ModulesContext } from './menu.ts';
import { Shell } from './Shell.tsx';
import { shellWeb } from './shellWeb.ts';

/** The whole application in the browser: providers around the pages of every module. */
export function Application(props: { modules: readonly WebModule[] }) {
  const modules = useMemo(() => [shellWeb, ...props.modules], [props.modules]);
  const fillings = useMemo(() => modules.flatMap((module) => module.panels ?? []), [modules]);
  return (
    <UiProvider>
      <QueryClientProvider client={queryClient}>
        <SessionProvider>
          <Language>
            <OutboxProvider>
              <ModulesContext value={modules}>
                <PanelsProvider fillings={fillings}>
                  <Screens modules={modules} />
                  <Toasts />
                </PanelsProvider>
              </ModulesContext>
            </OutboxProvider>
          </Language>
        </SessionProvider>
      </QueryClientProvider>
    </UiProvider>
  );
}

/** The screens of one account: whoever signs in over somebody else's open page finds nothing of what stood there. */
function Screens(props: { modules: readonly WebModule[] }) {
  const { me } = useSession();
  const routes = useMemo(() => routesOf(props.modules), [props.modules]);
  const around = useMemo(
    () => ({
      waiting: <Skeletons shape="page" />,
      notFound: (
        <Shell>
          <NotFound />
        </Shell>
      ),
      notForYou: <NotForYou />,
      frame: (route: Routed, page: React.ReactNode) =>
        route.frame === 'bare' ? <Bare>{page}</Bare> : <Shell>{page}</Shell>,
    }),
    [],
  );
  return <Pages key={me?.account.id} routes={routes} around={around} />;
}
