const place = 'tributary.single';

/** Keeps what binds the organisation's answer to this browser, until it comes back. */
export function keepSingle(secret: string): void {
  sessionStorage.setItem(place, secret);
}

/** Takes it again, once. */
export function takeSingle(): string | null {
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  return kept;
}
