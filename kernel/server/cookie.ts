const lifetime = 12 * 60 * 60;

const nameFor = (secure: boolean) => (secure ? '__Host-tributary' : 'tributary');

/** The session token a browser sent, if any. */
export function tokenIn(header: string | undefined, secure: boolean): string | undefined {
  const wanted = `${nameFor(secure)}=`;
  return header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length);
}

/** The header that keeps a session token in the browser for at most 12 hours, out of reach of scripts. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${nameFor(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifetime}${secure ? '; Secure' : ''}`;
}

/** The header that forgets it. */
export function clearCookie(secure: boolean): string {
  return `${nameFor(secure)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`;
}
