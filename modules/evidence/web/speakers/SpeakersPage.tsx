import { useState } from 'react';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useGo, useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { Speaker } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';
import { type Chosen, chosenFrom, guessed, saidOf } from './chosen.ts';
import { SpeakerCard } from './SpeakerCard.tsx';

/** Who speaks in a text of several people: each speaker is a participant, known or new, or one of the team. */
export function SpeakersPage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useQuery({
    queryKey: ['evidence.listSpeakers', id],
    queryFn: () => api.listSpeakers({ id }),
  });
  const studyId = asked.data?.studyId;
  return (
    <Page
      title={t('speakers.title')}
      lede={t('speakers.lede')}
      stage="listen"
      back={{ to: `/texts/${id}`, label: t('kind.transcript') }}
      actions={
        studyId && <ButtonLink to={`/studies/${studyId}/participants`}>{t('speakers.toPeople')}</ButtonLink>
      }
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" />}>
        {(told) => (
          <Stack gap={4}>
            {told.withdrew.length > 0 && (
              <Notice tone="warn">{t('speakers.withdrew', { names: told.withdrew.join(', ') })}</Notice>
            )}
            {told.rows.length === 0 ? (
              <EmptyState title={t('speakers.none')} hint={t('speakers.noneHint')} />
            ) : (
              <Speakers key={told.version} {...told} />
            )}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

/** Everybody of a study who may be chosen, whoever withdrew left out. */
async function everybody(studyId: string) {
  const all: { id: string; pseudonym: string }[] = [];
  let after: string | undefined;
  do {
    const page = await api.listParticipants({ studyId, limit: 500, ...(after && { after }) });
    all.push(...page.rows.filter((row) => row.standing !== 'withdrew'));
    after = page.next;
  } while (after !== undefined);
  return all;
}

function Speakers(props: { id: string; studyId: string; version: number; rows: readonly Speaker[] }) {
  const t = useWords(words);
  const go = useGo();
  const { id, studyId, version, rows } = props;
  const people = useQuery({
    queryKey: ['evidence.listParticipants', studyId, 'everybody'],
    queryFn: () => everybody(studyId),
  });
  const [chosen, setChosen] = useState(() => new Map(rows.map((row) => [row.key, chosenFrom(row)])));
  const set = (key: string, one: Chosen) => setChosen((before) => new Map(before).set(key, one));
  const { busy, failure, act } = useAct({
    changed: useEvidenceChanged(),
    done: () => go(`/texts/${id}`),
  });
  const proposed = rows.flatMap((row) => {
    const guess = guessed(row);
    return guess !== undefined && chosen.get(row.key)?.is === 'nobody' ? [[row.key, guess] as const] : [];
  });
  const send = () => {
    const speakers = rows.flatMap((row) => saidOf(row.key, chosen.get(row.key)));
    return act(() => api.settleSpeakers({ id, version, speakers }), t('speakers.kept'));
  };
  return (
    <Form
      onSubmit={() => void send()}
      actions={
        <Button type="submit" kind="primary" busy={busy}>
          {t('speakers.keep')}
        </Button>
      }
    >
      {proposed.length > 1 && (
        <Button onClick={() => setChosen((before) => new Map([...before, ...proposed]))}>
          {t('speakers.takeAll', { count: proposed.length })}
        </Button>
      )}
      {rows.map((row) => (
        <SpeakerCard
          key={row.key}
          row={row}
          people={people.data ?? []}
          chosen={chosen.get(row.key) ?? chosenFrom(row)}
          onChange={(one) => set(row.key, one)}
        />
      ))}
      <Failure of={failure} while="doing" />
    </Form>
  );
}
