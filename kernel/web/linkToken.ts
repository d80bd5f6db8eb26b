/** The secret of a new link: the community and 32 random bytes, in base64url. It is made here and stands in the link alone. */
export function newLinkToken(communityId: string): string {
  const community = (communityId.replaceAll('-', '').match(/../g) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
  const bytes = Uint8Array.from([...community, ...crypto.getRandomValues(new Uint8Array(32))]);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
