const place = 'tributary.reloadedAt';
const again = 30_000;

/**
 * A page whose code is gone because a newer version was installed meanwhile: the document is loaded again, once in half a minute
 * at most. Drafts lie sealed on the device and come back.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(place) ?? 0);
    if (Date.now() - last < again || !navigator.onLine) return;
    sessionStorage.setItem(place, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
