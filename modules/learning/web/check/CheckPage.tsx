import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { Check } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { CheckPeople } from './CheckPeople.tsx';
import { FindingPanel } from './FindingPanel.tsx';
import { lastMoment, useCheck } from './useChecks.ts';

/** One member check: its findings with what people say of each, who was invited, and its two turns: start, close. */
export function CheckPage() {
  const t = useWords(words);
  const format = useFormat();
  const id = useParam('id');
  const asked = useCheck(id);
  const check = asked.data?.check;
  return (
    <Page
      title={t('check.one')}
      lede={check && t('check.until', { day: format.moment(lastMoment(check.closesAt)) })}
      stage="change"
      back={check && { to: `/studies/${check.studyId}`, label: t('check.title') }}
      actions={check && <Turn check={check} />}
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" count={6} />}>
        {({ check: row, findings, people }) => (
          <Stack gap={5}>
            <Row>
              <Badge tone={row.state === 'open' ? 'good' : 'still'}>{t(`check.state.${row.state}`)}</Badge>
              <span>
                {t('check.invited')}: {row.invited}
              </span>
              <span>
                {t('check.answered')}: {row.answered}
              </span>
            </Row>
            {findings.map((finding, at) => (
              <FindingPanel key={finding.id} finding={finding} number={at + 1} state={row.state} />
            ))}
            {row.state !== 'draft' && <CheckPeople check={row} people={people} />}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Turn(props: { check: Check }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { id, version, state } = props.check;
  const [asking, setAsking] = useState(false);
  if (state === 'closed') return null;
  const what = state === 'draft' ? 'start' : 'close';
  const turn = async () => {
    await (what === 'start' ? api.startCheck({ id, version }) : api.closeCheck({ id, version }));
    await client.invalidateQueries({
      predicate: ({ queryKey }) => /^(learning|evidence)\./.test(String(queryKey[0])),
    });
    toast(t(what === 'start' ? 'check.startedNow' : 'check.closedNow'));
  };
  return (
    <>
      <Button kind="primary" onClick={() => setAsking(true)}>
        {t(`check.${what}`)}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`check.${what}`)}
        yes={t(`check.${what}`)}
        onYes={turn}
      >
        {t(`check.${what}Ask`)}
      </Confirm>
    </>
  );
}
