import { lazy, Suspense, useState } from 'react';
import type { DialogProps, SheetProps } from './Overlaid.tsx';

const load = () => import('./Overlaid.tsx');
const DrawerSheet = lazy(async () => ({ default: (await load()).DrawerSheet }));
const ModalDialog = lazy(async () => ({ default: (await load()).ModalDialog }));

/** Fetches the code of sheets and dialogs while nothing else happens, so that they open at once, also without a network. */
export function fetchOverlays(): void {
  load().catch(() => undefined);
}

/** Something beside the screen. Focus stays inside, Escape closes; its code comes with the first one that opens. */
export function Sheet(props: SheetProps) {
  return useOpenedOnce(props.open) ? (
    <Suspense>
      <DrawerSheet {...props} />
    </Suspense>
  ) : null;
}

/** A question or a short form that must be answered before going on. Focus stays inside, Escape closes. */
export function Dialog(props: DialogProps) {
  return useOpenedOnce(props.open) ? (
    <Suspense>
      <ModalDialog {...props} />
    </Suspense>
  ) : null;
}

function useOpenedOnce(open: boolean): boolean {
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  return opened || open;
}
