import { useState } from 'react';
import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { OutputOf } from '../../../kernel/contract.ts';
import type { EnrolmentLine, pathway, ReferralLine } from '../contract.ts';
import { isOpen } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { AnswerSheet, answersTo } from './lists/AnswerSheet.tsx';
import { useClientPathway, useNameOf, useProgram, useProgramName, useRead } from './api.ts';
import { EndSheet, EnrolSheet, StageSheet } from './lists/EnrolSheet.tsx';
import classes from './pathway.module.css';
import { StateBadge } from './lists/StateBadge.tsx';
import { WaitActions, WaitDoing } from './lists/WaitList.tsx';
import { JoinSheet } from './lists/WaitSheets.tsx';

type Way = OutputOf<typeof pathway.operations.clientPathway>;

/** A client's programs: each referral with what became of it and what can be done now; referrals to services below. */
export function WayPanel(props: { clientId: string }) {
  const t = useWords(words);
  const { clientId } = props;
  const way = useClientPathway(clientId);
  const refer = (
    <>
      <ButtonLink to={`/directory/for/${clientId}`}>{t('service.find')}</ButtonLink>
      <ButtonLink to={`/pathway/refer/${clientId}`}>{t('refer.open')}</ButtonLink>
    </>
  );
  return (
    <Panel title={t('panel.title')} stage="deliver" actions={refer}>
      <Answer of={way}>
        {(known) =>
          known.referrals.length === 0 ? (
            <EmptyState plain title={t('panel.none')} />
          ) : (
            <ul className={classes['plain']}>
              {known.referrals.map((referral) => (
                <li key={referral.id} className={classes['entry']}>
                  <OneReferral referral={referral} way={known} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}

type Doing = 'answer' | 'join' | 'enrol' | 'stage' | 'end' | 'offer' | 'decline' | 'leave' | 'lapse';

function OneReferral(props: { referral: Way['referrals'][number]; way: Way }) {
  const { referral, way } = props;
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const programName = useProgramName();
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const enrolment = way.enrolments.find((one) => one.referralId === referral.id);
  const title = referral.serviceName ? read(referral.serviceName) : programName(referral.programCode);
  return (
    <>
      <Row apart>
        <strong>{title}</strong>
        <StateBadge of={referral} />
      </Row>
      <p className={classes['quiet']}>{t('panel.referred', { ago: format.ago(referral.referredAt) })}</p>
      {referral.note && <p>{referral.note}</p>}
      {enrolment && <Enrolled enrolment={enrolment} />}
      <Decided referral={referral} way={way} />
      <Actions referral={referral} way={way} onDo={setDoing} />
      <Steps way={way} ids={[referral.id, ...(enrolment ? [enrolment.id] : [])]} />
      {doing && <Sheets doing={doing} referral={referral} way={way} onClose={() => setDoing(undefined)} />}
    </>
  );
}

function Enrolled(props: { enrolment: EnrolmentLine }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useNameOf();
  const { programCode, programVersion, stageCode, enrolledOn, endedOn } = props.enrolment;
  const program = useProgram(programCode, programVersion);
  return (
    <Row>
      <Badge tone="deliver">{nameOf(program?.stages, stageCode)}</Badge>
      <span>
        {endedOn === null
          ? t('panel.enrolled', { day: format.day(enrolledOn) })
          : t('panel.ended', { day: format.day(endedOn) })}
      </span>
    </Row>
  );
}

function Decided(props: { referral: ReferralLine; way: Way }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const made = props.way.screenings.filter((one) => one.programCode === props.referral.programCode);
  if (made.length === 0) return null;
  return (
    <details>
      <summary>{t('panel.decisions')}</summary>
      {made.map((one) => (
        <div key={one.id}>
          <p>
            {t('decision.line', {
              decision: t(`decision.${one.decision}`),
              day: format.day(one.decidedOn),
              version: one.programVersion,
            })}
          </p>
          {one.reason && <p>{one.reason}</p>}
          <ul className={classes['steps']}>
            {one.answers.map(({ sentenceId, answer, sentence }) => (
              <li key={sentenceId}>
                {sentence ? read(sentence) : sentenceId} <strong>{t(`screen.${answer}`)}</strong>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}

/** What can be done about one referral as it stands; the server decides, this only leaves out what would be refused. */
function Actions(props: { referral: ReferralLine; way: Way; onDo: (what: Doing) => void }) {
  const t = useWords(words);
  const { referral, way, onDo } = props;
  const inward = referral.direction === 'in' && isOpen(referral.state);
  const latest = way.screenings.find((one) => one.programCode === referral.programCode);
  const eligible = latest?.decision === 'eligible';
  const before = referral.state === 'sent' || referral.state === 'accepted';
  const wait = way.waits.find(
    (one) => one.referralId === referral.id && (one.state === 'waiting' || one.state === 'offered'),
  );
  const enrolled = way.enrolments.find((one) => one.referralId === referral.id && one.endedOn === null);
  return (
    <Row gap={1}>
      {inward && before && !eligible && (
        <ButtonLink size="small" to={`/pathway/screen/${referral.clientId}/${referral.id}`}>
          {t('screen.open')}
        </ButtonLink>
      )}
      {inward && before && eligible && (
        <Button size="small" onClick={() => onDo('join')}>
          {t('wait.join')}
        </Button>
      )}
      {inward && before && eligible && (
        <Button size="small" onClick={() => onDo('enrol')}>
          {t('enrol.open')}
        </Button>
      )}
      {wait && <WaitActions wait={wait} onDo={onDo} />}
      {enrolled && (
        <Button size="small" onClick={() => onDo('stage')}>
          {t('stage.move')}
        </Button>
      )}
      {enrolled && (
        <Button size="small" kind="plain" onClick={() => onDo('end')}>
          {t('end.open')}
        </Button>
      )}
      {answersTo(referral).length > 0 && (
        <Button size="small" kind="plain" onClick={() => onDo('answer')}>
          {t('answer.open')}
        </Button>
      )}
    </Row>
  );
}

function Sheets(props: { doing: Doing; referral: ReferralLine; way: Way; onClose: () => void }) {
  const { doing, referral, way, onClose } = props;
  const { clientId, id: referralId, programCode } = referral;
  const wait = way.waits.find((one) => one.referralId === referralId);
  const enrolment = way.enrolments.find((one) => one.referralId === referralId);
  if (doing === 'answer') return <AnswerSheet referral={referral} onClose={onClose} />;
  if (doing === 'join' && programCode !== null)
    return <JoinSheet {...{ clientId, referralId, programCode, onClose }} />;
  if (doing === 'enrol') return <EnrolSheet {...{ clientId, referralId, onClose }} />;
  if (doing === 'stage' && enrolment) return <StageSheet enrolment={enrolment} onClose={onClose} />;
  if (doing === 'end' && enrolment) return <EndSheet enrolment={enrolment} onClose={onClose} />;
  if ((doing === 'offer' || doing === 'decline' || doing === 'leave' || doing === 'lapse') && wait)
    return <WaitDoing doing={{ what: doing, wait }} onClose={onClose} />;
  return null;
}

function Steps(props: { way: Way; ids: readonly string[] }) {
  const t = useWords(words);
  const format = useFormat();
  const steps = props.way.changes.filter(
    (one) => props.ids.includes(one.subjectId) && one.subject === 'referral',
  );
  if (steps.length < 2) return null;
  return (
    <details>
      <summary>{t('panel.steps')}</summary>
      <ol className={classes['steps']}>
        {steps.map((step) => (
          <li key={step.id}>
            {format.moment(step.at)} · {t(`state.${step.toCode}` as 'state.sent')}
            {step.note && ` · ${step.note}`}
          </li>
        ))}
      </ol>
    </details>
  );
}
