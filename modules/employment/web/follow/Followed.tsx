import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { ActivityLine, employment, ProfileShown } from '../../contract.ts';
import { profileParts } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { EndActivitySheet } from './ActivitySheets.tsx';
import { ProfileSheet } from './ProfileSheet.tsx';

type Work = OutputOf<typeof employment.operations.clientEmployment>;

/** What a client hopes for at work, can do and needs; nothing written yet is a thing to do. */
export function Profile(props: { clientId: string; profile: ProfileShown | null }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId, profile } = props;
  const [writing, setWriting] = useState(false);
  const written = profile ? profileParts.filter((part) => profile.parts[part] !== '') : [];
  return (
    <Stack gap={2}>
      <Row apart>
        <strong>{t('profile.title')}</strong>
        <Button size="small" kind="plain" onClick={() => setWriting(true)}>
          {t(profile ? 'profile.review' : 'profile.begin')}
        </Button>
      </Row>
      {profile ? (
        <>
          <Facts
            items={written.map((part) => ({ label: t(`profile.${part}`), value: profile.parts[part] }))}
          />
          <small>{t('profile.reviewed', { day: format.day(profile.reviewedOn) })}</small>
        </>
      ) : (
        <span>{t('profile.none')}</span>
      )}
      {writing && <ProfileSheet clientId={clientId} profile={profile} onClose={() => setWriting(false)} />}
    </Stack>
  );
}

/** Volunteering, placements and education, apart from jobs. */
export function Activities(props: { clientId: string; activities: readonly ActivityLine[] }) {
  const t = useWords(words);
  const format = useFormat();
  const [ending, setEnding] = useState<ActivityLine | undefined>(undefined);
  if (props.activities.length === 0) return null;
  const when = (one: ActivityLine) =>
    one.endedOn === null
      ? t('job.held', { day: format.day(one.startedOn) })
      : t('job.from', { from: format.day(one.startedOn), to: format.day(one.endedOn) });
  return (
    <Stack gap={2}>
      <strong>{t('activity.title')}</strong>
      {props.activities.map((one) => (
        <Row key={one.id} apart>
          <span>
            {one.name} · {when(one)} {one.outcome !== null && `· ${t(`outcome.${one.outcome}`)}`}
          </span>
          <Row>
            <Badge>{t(`activity.${one.kind}`)}</Badge>
            {one.endedOn === null && (
              <Button size="small" kind="plain" onClick={() => setEnding(one)}>
                {t('activity.end')}
              </Button>
            )}
          </Row>
        </Row>
      ))}
      {ending && (
        <EndActivitySheet clientId={props.clientId} activity={ending} onClose={() => setEnding(undefined)} />
      )}
    </Stack>
  );
}

/** Support after jobs began, and benefits counselling: the course of it, folded away. */
export function Course(props: { work: Work }) {
  const t = useWords(words);
  const format = useFormat();
  const { supports, counselling, jobs } = props.work;
  const jobOf = (id: string | null) => jobs.find((job) => job.id === id)?.title;
  return (
    <>
      {supports.length > 0 && (
        <details>
          <summary>{t('support.course', { count: supports.length })}</summary>
          <ul>
            {supports.map((one) => (
              <li key={one.id}>
                {[
                  format.day(one.supportedOn),
                  t(`support.${one.kind}`),
                  t(`with.${one.with}`),
                  t(`way.${one.way}`),
                  jobOf(one.jobId),
                  one.note,
                ]
                  .filter((part) => part !== undefined && part !== '')
                  .join(' · ')}
              </li>
            ))}
          </ul>
        </details>
      )}
      {counselling.length > 0 && (
        <details>
          <summary>{t('counselling.course', { count: counselling.length })}</summary>
          <ul>
            {counselling.map((one) => (
              <li key={one.id}>
                {[
                  format.day(one.givenOn),
                  t(`about.${one.about}`),
                  t(`counselled.${one.by}`),
                  one.table === null
                    ? ''
                    : t('counselling.read', {
                        name: one.table.name,
                        source: one.table.source,
                        day: format.day(one.table.sourceOn),
                      }),
                  one.note,
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
