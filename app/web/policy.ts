type Rules = {
  readonly createHTML: (text: string) => string;
  readonly createScriptURL: (address: string) => string;
};
type Policies = { createPolicy: (name: string, rules: Rules) => unknown };

/** The one script the page may start by its address: the worker that opens the application without a network. */
export const workerAddress = '/worker.js';

/**
 * The page forbids turning text into markup or into programs. Style elements made at run time hold text only, so text without `<`,
 * which can make no element, may pass, and the worker's address; everything else is refused. Loaded before anything draws.
 */
export function allowPlainTextOnly(policies: Policies | undefined): void {
  policies?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('markup from text is refused');
      return text;
    },
    createScriptURL(address) {
      if (address !== workerAddress) throw new TypeError('only the worker may be started');
      return address;
    },
  });
}
