/** A code with the one it stands under. */
type Standing = { readonly code: string; readonly kind: string; readonly parent: string | null };

/** The two sides of a domain whose codes are used in pairs: a code of one subdomain says of whom, a code of its neighbour says what. */
export type Crossing = { readonly from: string; readonly with: readonly string[] };

/**
 * Codes that may be crossed with a second code. A domain that is divided into subdomains is a grid: a code below one of them may carry
 * a code below another (a role and a characteristic). Every other domain is a plain list.
 */
export function crossingsOf(codes: readonly Standing[]): Map<string, Crossing> {
  const byCode = new Map(codes.map((one) => [one.code, one]));
  const subdomainOf = (one: Standing): Standing | undefined => {
    const seen = new Set<string>();
    let at = one.parent === null ? undefined : byCode.get(one.parent);
    while (at !== undefined && at.kind !== 'subdomain' && !seen.has(at.code)) {
      seen.add(at.code);
      at = at.parent === null ? undefined : byCode.get(at.parent);
    }
    return at?.kind === 'subdomain' ? at : undefined;
  };
  const within = Map.groupBy(codes, (one) => subdomainOf(one)?.code ?? '');
  const found = new Map<string, Crossing>();
  for (const [subdomain, members] of within) {
    const domain = byCode.get(subdomain)?.parent;
    if (subdomain === '' || domain === undefined) continue;
    const beside = codes.filter(
      (one) => one.kind === 'subdomain' && one.parent === domain && one.code !== subdomain,
    );
    const pairs = beside.flatMap((one) => within.get(one.code) ?? []).map((one) => one.code);
    if (pairs.length > 0) for (const one of members) found.set(one.code, { from: subdomain, with: pairs });
  }
  return found;
}

/** What a code of the team's own counts as, below a code of this kind: a domain of its own at the top, else a construct, else a part of one. */
export function kindBelow(kind: string | undefined): string {
  if (kind === undefined) return 'domain';
  return kind === 'domain' || kind === 'subdomain' ? 'construct' : 'subconstruct';
}

/** Whether `code` is `top` or stands somewhere under it. */
export function underneath(
  codes: readonly { code: string; parent: string | null }[],
  top: string,
  code: string,
): boolean {
  const parents = new Map(codes.map((one) => [one.code, one.parent]));
  const seen = new Set<string>();
  for (
    let at: string | null | undefined = code;
    at !== null && at !== undefined && !seen.has(at);
    at = parents.get(at)
  ) {
    if (at === top) return true;
    seen.add(at);
  }
  return false;
}
