import { useMutation } from '../../../kernel/web/queries.ts';
import { useMe } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { OneClient } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

/** How to reach a client; a hidden address is shown only when asked for, and that is recorded. */
export function ClientFacts(props: { client: OneClient }) {
  const t = useWords(words);
  const { sites } = useMe();
  const { client } = props;
  const reveal = useMutation({ mutationFn: () => api.revealAddress({ clientId: client.id }) });
  const hidden = client.addressHidden ? reveal.data : client.identity;
  return (
    <Panel title={t('facts.title')}>
      {client.addressHidden && (
        <Row>
          <Badge icon="lock">{t('client.addressHidden')}</Badge>
        </Row>
      )}
      <Facts
        items={[
          { label: t('field.phone'), value: client.identity.phone },
          { label: t('field.address'), value: hidden?.address },
          { label: t('field.safeContact'), value: hidden?.safeContact },
          { label: t('clients.site'), value: sites.find((site) => site.id === client.siteId)?.name },
        ]}
      />
      {client.addressHidden && reveal.data === undefined && (
        <Button size="small" icon="lock" busy={reveal.isPending} onClick={() => reveal.mutate()}>
          {t('facts.reveal')}
        </Button>
      )}
      <Failure of={reveal.error} while="reading" />
    </Panel>
  );
}
