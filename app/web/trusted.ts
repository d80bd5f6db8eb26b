import { allowPlainTextOnly } from './policy.ts';

allowPlainTextOnly((globalThis as { trustedTypes?: Parameters<typeof allowPlainTextOnly>[0] }).trustedTypes);
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
