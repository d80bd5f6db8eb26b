import { useState } from 'react';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { AskedSurvey, SurveyContent } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { OpenLinks } from './OpenLinks.tsx';
import { SurveyPeople } from './SurveyPeople.tsx';
import { stateOf } from './SurveysPanel.tsx';
import { SurveyWriting } from './SurveyWriting.tsx';
import { useAskedSurvey, useSaidIn, useSurveyAct } from './useAsking.ts';

/** One survey: its words and questions, who is asked by a link of their own, and its open links. */
export function AskedPage() {
  const t = useWords(words);
  const said = useSaidIn();
  const asked = useAskedSurvey(useParam('id'));
  const survey = asked.data?.survey;
  return (
    <Page
      title={(survey && said(survey.title)) || t('asking.one')}
      lede={survey && t(`occasion.${survey.occasion}`)}
      stage="listen"
      back={survey && { to: `/studies/${survey.studyId}`, label: t('asking.study') }}
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" count={6} />}>
        {({ survey: row, draft, changed, people, links }) => (
          <Stack gap={5}>
            <Standing survey={row} changed={changed} draft={draft} />
            <Tabs
              label={t('asking.one')}
              tabs={[
                {
                  id: 'questions',
                  label: t('asking.questions'),
                  count: draft.items.length,
                  show: () => <SurveyWriting survey={row} draft={draft} />,
                },
                {
                  id: 'people',
                  label: t('asking.people'),
                  count: row.due,
                  show: () => <SurveyPeople survey={row} people={people} />,
                },
                {
                  id: 'open',
                  label: t('asking.openLinks'),
                  count: links.filter((one) => one.state === 'open').length,
                  show: () => <OpenLinks survey={row} links={links} />,
                },
              ]}
            />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

/** How the survey stands: who was invited and answered, and the step that comes next. */
function Standing(props: { survey: AskedSurvey; changed: boolean; draft: SurveyContent }) {
  const t = useWords(words);
  const { survey, changed } = props;
  const { id, version, closed, counts, edition } = survey;
  const { act, busy, failure } = useSurveyAct();
  const [asked, setAsked] = useState<'publish' | 'close'>('publish');
  const publish = () => {
    setAsked('publish');
    void act(() => api.publishSurvey({ id, version }), t('asking.published'));
  };
  const close = () => {
    setAsked('close');
    void act(
      () => api.closeSurvey({ id, version, closed: !closed }),
      t(closed ? 'asking.openedAgain' : 'asking.closed'),
    );
  };
  const counted = [
    [t('asking.invited'), counts.invited],
    [t('asking.answered'), counts.answered],
    [t('asking.notYet'), counts.waiting],
    [t('asking.refused'), counts.refused],
    [t('asking.openAnswers'), counts.open],
  ] as const;
  return (
    <Stack gap={3}>
      <Row>
        <Badge tone={stateOf(survey) === 'asked' ? 'good' : 'still'}>
          {t(`asking.state.${stateOf(survey)}`)}
        </Badge>
        {edition > 0 &&
          counted.map(([label, count]) => (
            <span key={label}>
              {label}: {count}
            </span>
          ))}
      </Row>
      {edition > 0 && changed && <Notice live={false}>{t('asking.changed')}</Notice>}
      <Row>
        {changed && (
          <Button kind="primary" busy={busy && asked === 'publish'} onClick={publish}>
            {t(edition === 0 ? 'asking.publish' : 'asking.publishAgain')}
          </Button>
        )}
        {edition > 0 && (
          <Button busy={busy && asked === 'close'} onClick={close}>
            {t(closed ? 'asking.openAgain' : 'asking.close')}
          </Button>
        )}
      </Row>
      <Failure of={failure} while="doing" />
    </Stack>
  );
}
