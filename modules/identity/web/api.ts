import { caller } from '../../../kernel/web/call.ts';
import type { identity } from '../contract.ts';

/** Identity's operations, asked from the browser. */
export const api = caller<typeof identity>('identity');
