import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Facts } from '../../../ui/data/Facts.tsx';
import { Quote } from '../../../ui/data/Quote.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { ImportedProject, ImportedText } from '../contract.ts';
import { type ConventionName, conventionNames } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { LossList } from './LossList.tsx';

const shownAtMost = 20;
const loadedKinds = ['texts', 'codes', 'codings', 'memos', 'ratings', 'coders', 'kept'] as const;

/** What an import would do, or did: what is loaded, how the offsets of each text are read, what is refused, what is not carried. */
export function ImportReport(props: {
  report: ImportedProject;
  done: boolean;
  busy: boolean;
  onDecide: ((guid: string, name: ConventionName) => void) | undefined;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { report, done } = props;
  const { loaded } = report;
  const known = loadedKinds.reduce((sum, kind) => sum + (loaded[`${kind}Known`] ?? 0), 0);
  const facts = loadedKinds.map((kind) => ({
    label: t(`loaded.${kind}`),
    value: format.number(loaded[kind] ?? 0),
  }));
  const spoken = report.sources.filter((one) => one.selections > 0);
  return (
    <Stack gap={4}>
      <Notice tone={done ? 'good' : 'info'} title={t(done ? 'report.done' : 'report.would')}>
        <p>{t('report.origin', { origin: report.origin || t('report.unknownOrigin') })}</p>
        <Facts items={facts} />
        {known > 0 && <p>{t('report.known', { count: known })}</p>}
      </Notice>
      {spoken.length > 0 && (
        <Panel look="quiet" level={3} title={t('report.passages')} hint={t('report.passagesHint')}>
          <Stack gap={4}>
            {spoken.slice(0, shownAtMost).map((one) => (
              <TextReport key={one.row} text={one} busy={props.busy} onDecide={props.onDecide} />
            ))}
            {spoken.length > shownAtMost && (
              <p>{t('report.moreTexts', { count: spoken.length - shownAtMost })}</p>
            )}
          </Stack>
        </Panel>
      )}
      {report.refused.length > 0 && (
        <Panel look="quiet" level={3} title={t('report.refused')} hint={t('report.refusedHint')}>
          <DataList
            caption={t('report.refused')}
            rows={report.refused.slice(0, shownAtMost)}
            rowKey={(row) => `${row.row} ${row.reason}`}
            columns={[
              { key: 'row', label: t('report.row'), show: (row) => format.number(row.row) },
              { key: 'reason', label: t('report.reason'), show: (row) => row.reason },
            ]}
          />
          {report.refused.length + report.refusedBeyond > shownAtMost && (
            <p>
              {t('report.moreRefused', { count: report.refused.length + report.refusedBeyond - shownAtMost })}
            </p>
          )}
        </Panel>
      )}
      <LossList title={t('report.losses')} losses={report.losses} none={t('report.noLosses')} />
    </Stack>
  );
}

function TextReport(props: {
  text: ImportedText;
  busy: boolean;
  onDecide: ((guid: string, name: ConventionName) => void) | undefined;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { text, onDecide } = props;
  const { placed, selections, exact, quoted, convention, confidence, because } = text;
  return (
    <Panel level={3} title={text.name || t('report.nameless', { row: text.row })}>
      <Stack gap={3}>
        <p>
          {t('report.placed', { placed, selections, exact })}{' '}
          {quoted > 0 && t('report.quoted', { count: quoted })}
        </p>
        {convention !== null && confidence !== null && because !== null && (
          <>
            <p>{t(`because.${because}`, { sure: format.number(Math.round(confidence * 100)) })}</p>
            {onDecide === undefined ? (
              <p>{t(`convention.${convention}`)}</p>
            ) : (
              <SelectField
                label={t('report.convention')}
                hint={props.busy ? t('report.lookingAgain') : undefined}
                options={conventionNames.map((name) => ({ value: name, label: t(`convention.${name}`) }))}
                value={convention}
                onChange={(value) => {
                  const name = conventionNames.find((one) => one === value);
                  if (name !== undefined && name !== convention) onDecide(text.guid, name);
                }}
              />
            )}
          </>
        )}
        {(text.samples ?? []).map((sample, index) => (
          <Quote
            key={`${index} ${sample.words}`}
            by={sample.said !== null && t('report.said', { said: sample.said })}
          >
            …{sample.before}
            <mark>{sample.words}</mark>
            {sample.after}…
          </Quote>
        ))}
      </Stack>
    </Panel>
  );
}
