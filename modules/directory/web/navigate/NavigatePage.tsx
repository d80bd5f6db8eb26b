import { useEffect } from 'react';
import { caller } from '../../../../kernel/web/call.ts';
import { Panels } from '../../../../kernel/web/panels.tsx';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { OneClient, people } from '../../../people/contract.ts';
import { postalArea } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { todayHere } from '../api.ts';
import { useQuestion } from '../useQuestion.ts';
import type { Question } from '../useQuestion.ts';
import { Found } from './Found.tsx';
import { clientStartsPlace } from './places.ts';
import { useStarts } from './useStarts.ts';

const peopleApi = caller<typeof people>('people');

/** Whole years from a birth date to today, both as `2026-03-31`. */
function yearsSince(birth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** From a client to a service: their age and language are asked for at first, distances from their site or where they live. */
export function NavigatePage() {
  const t = useWords(words);
  const clientId = useParam('clientId');
  const asked = useQuery({
    queryKey: ['people.openClient', clientId],
    queryFn: () => peopleApi.openClient({ clientId }),
  });
  return (
    <Answer
      of={asked}
      waiting={
        <Page title={t('navigate.title')}>
          <Skeletons shape="page" />
        </Page>
      }
    >
      {(client) => <ForClient client={client} />}
    </Answer>
  );
}

function firstAsked(client: OneClient): Partial<Question> {
  const { birthDate } = client.identity;
  const language = client.language?.slice(0, 2) ?? null;
  return {
    ...(birthDate === undefined ? {} : { age: yearsSince(birthDate, todayHere()) }),
    ...(language === null || language === 'en' ? {} : { language }),
    near: { siteId: client.siteId },
  };
}

function ForClient(props: { client: OneClient }) {
  const t = useWords(words);
  const { client } = props;
  const [question, change, asked] = useQuestion(client.id);
  useEffect(() => {
    if (!asked) change(firstAsked(client));
    // What a client brings is set once, when the page opens for them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const name = client.identity.preferredName ?? client.identity.name ?? '';
  return (
    <Page
      title={t('navigate.for', { name })}
      lede={t('navigate.lede')}
      back={{ to: `/clients/${client.id}`, label: name }}
      stage="deliver"
    >
      <Stack gap={4}>
        <Starts client={client} question={question} onChange={change} />
        <Found question={question} onChange={change} clientId={client.id} />
      </Stack>
    </Page>
  );
}

/** Where a distance is measured from: the client's site, the postal area of their address, or another place they can be found at. */
function Starts(props: {
  client: OneClient;
  question: Question;
  onChange: (part: Partial<Question>) => void;
}) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { client, question, onChange } = props;
  const site = useStarts().find((one) => one.siteId === client.siteId);
  const area = postalArea(client.identity.address ?? '')?.slice(0, 3);
  const { near } = question;
  const atSite = near !== null && 'siteId' in near;
  const inArea = (one: string) => near !== null && 'area' in near && near.area === one;
  return (
    <Row gap={2}>
      <span>{t('near.from')}</span>
      {site !== undefined && (
        <Button
          size="small"
          pressed={atSite}
          onClick={() => onChange({ near: atSite ? null : { siteId: client.siteId }, within: null })}
        >
          {site.name[locale]}
        </Button>
      )}
      {area !== undefined && (
        <Button size="small" pressed={inArea(area)} onClick={() => onChange({ near: { area } })}>
          {t('near.home', { area })}
        </Button>
      )}
      <Panels
        at={clientStartsPlace}
        with={{ clientId: client.id, onStart: (given: string) => onChange({ near: { area: given } }) }}
      />
    </Row>
  );
}
