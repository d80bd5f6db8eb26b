import { useGlance } from '../api.ts';
import { AlertNotices } from '../crisis/AlertNotices.tsx';

/** The alerts of a client, above the rest of their page; nothing at all when there are none. */
export function AlertsPanel(props: { clientId: string }) {
  const asked = useGlance(props.clientId);
  return asked.data ? <AlertNotices clientId={props.clientId} alerts={asked.data.alerts} /> : null;
}
