import type { OutputOf } from '../../../../kernel/contract.ts';
import type { identity } from '../../contract.ts';

/** Somebody of the community, as stewards see them. */
export type Person = OutputOf<(typeof identity)['operations']['listAccounts']>['rows'][number];

/** The places of the community. */
export type Places = OutputOf<(typeof identity)['operations']['listSites']>;
