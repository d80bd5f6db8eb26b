import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { newLinkToken } from '../../../../kernel/web/linkToken.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { AskedSurvey, OpenLink } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useSites } from '../api.ts';
import { DaysField, OneLink } from './LinkParts.tsx';
import { Revoke } from './SurveyPeople.tsx';
import { stateOf } from './SurveysPanel.tsx';
import { useSaidIn, useSurveyAct } from './useAsking.ts';

/** Links that anybody may answer by without saying who they are, with how many did. */
export function OpenLinks(props: { survey: AskedSurvey; links: readonly OpenLink[] }) {
  const t = useWords(words);
  const format = useFormat();
  const { nameOf } = useSites();
  const { survey, links } = props;
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<OpenLink | undefined>(undefined);
  const named = (link: OpenLink) =>
    [nameOf(link.siteId), link.part ?? ''].filter(Boolean).join(' · ') || t('asking.everybody');
  return (
    <Panel
      title={t('asking.openLinks')}
      hint={t('asking.openLinksHint')}
      actions={
        stateOf(survey) === 'asked' && <Button onClick={() => setMaking(true)}>{t('asking.makeOpen')}</Button>
      }
    >
      <DataList
        caption={t('asking.openLinks')}
        rows={links}
        rowKey={(row) => row.id}
        empty={<EmptyState plain title={t('asking.noOpen')} hint={t('asking.noOpenHint')} />}
        columns={[
          { key: 'for', label: t('asking.for'), show: named },
          { key: 'until', label: t('asking.until'), show: (row) => format.moment(row.expiresAt) },
          { key: 'state', label: t('asking.state'), show: (row) => t(`asking.open.${row.state}`) },
          { key: 'answers', label: t('asking.answered'), numeric: true, show: (row) => row.answers },
        ]}
        actionsLabel={t('asking.revoke')}
        actions={(row) =>
          row.state === 'open' && (
            <Button
              size="small"
              label={t('asking.revokeOf', { name: named(row) })}
              onClick={() => setRevoking(row)}
            >
              {t('asking.revoke')}
            </Button>
          )
        }
      />
      {making && <MakeSheet survey={survey} onClose={() => setMaking(false)} />}
      {revoking && <Revoke link={revoking} name={named(revoking)} onClose={() => setRevoking(undefined)} />}
    </Panel>
  );
}

/** Makes an open link and shows it once, as a poster to print. */
function MakeSheet(props: { survey: AskedSurvey; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const said = useSaidIn();
  const { sites } = useSites();
  const { survey, onClose } = props;
  const [id] = useState(newId);
  const [token] = useState(() => newLinkToken(me.community.id));
  const [siteId, setSiteId] = useState<string | null>(null);
  const [part, setPart] = useState('');
  const [days, setDays] = useState<number | undefined>(30);
  const [made, setMade] = useState(false);
  const { act, busy, failure } = useSurveyAct(() => setMade(true));
  const make = () => {
    if (days === undefined) return;
    const link = { id, askedId: survey.id, days, token, siteId, part: part.trim() || null };
    void act(() => api.openSurveyLink(link), t('asking.linksMade'));
  };
  return (
    <SheetForm
      title={t('asking.makeOpen')}
      onClose={onClose}
      onSubmit={made ? onClose : make}
      busy={busy}
      failure={failure}
      yes={t(made ? 'asking.done' : 'asking.makeOpen')}
      size="large"
    >
      {made ? (
        <Stack gap={4}>
          <Notice tone="good">{t('asking.linksOnce')}</Notice>
          <Row>
            <Button icon="download" onClick={() => window.print()}>
              {t('asking.print')}
            </Button>
          </Row>
          <h3>{said(survey.title)}</h3>
          <p>{t('asking.poster')}</p>
          <OneLink name={said(survey.title)} token={token} />
        </Stack>
      ) : (
        <>
          <p>{t('asking.makeOpenHint')}</p>
          <SelectField
            label={t('texts.site')}
            required={false}
            clearable
            options={sites.map((site) => ({ value: site.id, label: site.name }))}
            value={siteId}
            onChange={setSiteId}
          />
          <TextField
            label={t('texts.part')}
            hint={t('asking.partHint')}
            required={false}
            value={part}
            onChange={setPart}
            maxLength={120}
          />
          <DaysField value={days} onChange={setDays} />
        </>
      )}
    </SheetForm>
  );
}
