import type { ServerModule } from '../kernel/server/module.ts';

/** The capabilities of the server, in the order of architecture.json. */
export const modules: readonly ServerModule[] = [];
