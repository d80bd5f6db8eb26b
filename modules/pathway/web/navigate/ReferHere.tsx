import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import type { ReferralLine } from '../../contract.ts';
import { isOpen } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { peopleApi, useClientPathway } from '../api.ts';
import { AnswerSheet, answersTo } from '../lists/AnswerSheet.tsx';
import { StateBadge } from '../lists/StateBadge.tsx';
import { ReferSheet } from '../ReferToService.tsx';

/** Beside a service found for a client: refer them, and from then on see, and enter, what came of it in the same place. */
export function ReferHere(props: { serviceId: string; name: string; clientId: string }) {
  const t = useWords(words);
  const { serviceId, name, clientId } = props;
  const [doing, setDoing] = useState<'refer' | ReferralLine | undefined>(undefined);
  const way = useClientPathway(clientId);
  const client = useQuery({
    queryKey: ['people.openClient', clientId],
    queryFn: () => peopleApi.openClient({ clientId }),
  });
  const made = (way.data?.referrals ?? []).filter((one) => one.serviceId === serviceId);
  const identity = client.data?.identity;
  const close = () => setDoing(undefined);
  return (
    <>
      {made.map((referral) => (
        <OneMade key={referral.id} referral={referral} onAnswer={() => setDoing(referral)} />
      ))}
      {!made.some(({ state }) => isOpen(state)) && (
        <div>
          <Button
            kind="primary"
            label={t('service.hereTo', { service: name })}
            onClick={() => setDoing('refer')}
          >
            {t('service.here')}
          </Button>
        </div>
      )}
      {doing === 'refer' && (
        <ReferSheet
          serviceId={serviceId}
          name={name}
          client={{ clientId, name: identity?.preferredName ?? identity?.name ?? '' }}
          onClose={close}
        />
      )}
      {doing !== undefined && doing !== 'refer' && <AnswerSheet referral={doing} onClose={close} />}
    </>
  );
}

function OneMade(props: { referral: ReferralLine; onAnswer: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { referral, onAnswer } = props;
  const { answerBy, state } = referral;
  const fill = { ago: format.ago(referral.referredAt), day: answerBy === null ? '' : format.day(answerBy) };
  return (
    <Row gap={2}>
      <StateBadge of={referral} />
      <span>{t(state === 'sent' && answerBy !== null ? 'service.answerBy' : 'service.answered', fill)}</span>
      {answersTo(referral).length > 0 && (
        <Button size="small" onClick={onAnswer}>
          {t('service.answer')}
        </Button>
      )}
    </Row>
  );
}
