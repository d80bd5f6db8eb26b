import { refuse } from '../../../../kernel/refusal.ts';
import { signInSettings } from '../settings.ts';

/** An address Tributary is opened at, and the host name its passkeys are good for. */
export type Place = { readonly origin: string; readonly rpId: string };

/** Reads the address a page says it stands at; refuses any that is neither configured nor on this machine. */
export function placeOf(origin: string): Place {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const local = url?.hostname === 'localhost' && url.protocol === 'http:';
  if (!url || url.origin !== origin || !(local || signInSettings().origins.includes(origin))) {
    throw refuse('invalid', 'identity.originUnknown');
  }
  return { origin, rpId: url.hostname };
}
