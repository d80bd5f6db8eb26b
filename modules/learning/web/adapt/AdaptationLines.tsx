import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import type { AdaptationShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';
import { AdaptationSheet } from './AdaptationSheet.tsx';
import { useDimensions } from './useAdaptations.ts';

/** Changes to programs, latest first: the sentence, whether it keeps to the model, and every dimension that was told. */
export function AdaptationLines(props: { rows: readonly AdaptationShown[]; correct: boolean }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const fidelity = useDimensions().find(({ entry }) => entry.code === 'fidelity');
  const [correcting, setCorrecting] = useState<AdaptationShown | undefined>(undefined);
  const badgeOf = ({ codes }: AdaptationShown) => {
    const said = fidelity?.options.find(({ code }) => codes.includes(code));
    if (fidelity === undefined || said === undefined) return undefined;
    return (
      <Badge tone="change">{t('adapt.of', { of: read(fidelity.entry.name), said: read(said.name) })}</Badge>
    );
  };
  const when = ({ beganOn, endedOn }: AdaptationShown) =>
    endedOn
      ? t('adapt.between', { from: format.day(beganOn), to: format.day(endedOn) })
      : format.day(beganOn);
  const body = (row: AdaptationShown) => (
    <Stack gap={1}>
      {row.why && <p>{row.why}</p>}
      <Told row={row} />
      <Row gap={2}>
        {row.trialId && <Link to={`/change/trials/${row.trialId}`}>{t('adapt.toTrial')}</Link>}
        {props.correct && (
          <Button kind="plain" size="small" onClick={() => setCorrecting(row)}>
            {t('adapt.correct')}
          </Button>
        )}
      </Row>
    </Stack>
  );
  return (
    <>
      <Timeline
        label={t('adapt.title')}
        items={props.rows.map((row) => ({
          id: row.id,
          when: when(row),
          title: row.statement,
          by: read(row.programName),
          badge: badgeOf(row),
          body: body(row),
        }))}
      />
      {correcting && <AdaptationSheet of={correcting} onClose={() => setCorrecting(undefined)} />}
    </>
  );
}

/** Every dimension that was told of a change, with what was chosen in it. */
function Told(props: { row: AdaptationShown }) {
  const t = useWords(words);
  const read = useRead();
  const { codes } = props.row;
  const facts = useDimensions().flatMap(({ entry, options }) => {
    const chosen = options.filter(({ code }) => codes.includes(code)).map(({ name }) => read(name));
    return chosen.length === 0 ? [] : [{ label: read(entry.name), value: chosen.join(', ') }];
  });
  return (
    <details>
      <summary>{t('adapt.told')}</summary>
      <Facts items={facts} />
    </details>
  );
}
