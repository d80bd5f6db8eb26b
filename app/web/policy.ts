type Policies = { createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => unknown };

/**
 * The page forbids turning text into markup. Style elements made at run time hold text only, so text without `<`, which can make
 * no element, may pass; everything else is refused. Loaded before anything draws.
 */
export function allowPlainTextOnly(policies: Policies | undefined): void {
  policies?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('markup from text is refused');
      return text;
    },
  });
}
