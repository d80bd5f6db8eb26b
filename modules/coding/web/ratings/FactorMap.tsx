import { useRef, useState } from 'react';
import { saveFile } from '../../../../kernel/web/call.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChartFrame } from '../../../../ui/chart/ChartFrame.tsx';
import { paperInk, screenInk } from '../../../../ui/chart/ink.ts';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { factorMapSvg } from './factorMapSvg.ts';
import { pngOf, svgOf } from './picture.ts';
import classes from './ratings.module.css';

const paperWidth = 900;

/** Barriers and facilitators by domain or construct as one figure, to keep as SVG or PNG for a paper. */
export function FactorMap(props: { study: string; codebook: Codebook }) {
  const t = useWords(words);
  const { study, codebook } = props;
  const [by, setBy] = useState<'domain' | 'construct'>('domain');
  const asked = useQuery({
    queryKey: ['coding.matrix', study, by],
    queryFn: () => api.matrix({ study, by }),
  });
  const paper = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<unknown>(undefined);
  const save = (kind: 'svg' | 'png') => {
    const drawing = paper.current?.querySelector('svg');
    if (!drawing) return;
    setFailure(undefined);
    (kind === 'svg' ? Promise.resolve(svgOf(drawing)) : pngOf(drawing)).then(
      (blob) => saveFile({ name: `${t('map.file')}.${kind}`, type: blob.type, blob }),
      setFailure,
    );
  };
  return (
    <Panel title={t('map.title')} hint={t('map.hint')}>
      <Stack>
        <ChoiceField
          label={t('matrix.by')}
          choices={[
            { value: 'domain', label: t('matrix.byDomain') },
            { value: 'construct', label: t('matrix.byConstruct') },
          ]}
          value={by}
          onChange={(value) => setBy(value === 'construct' ? 'construct' : 'domain')}
        />
        <Answer of={asked}>
          {({ rows }) => {
            const factors = rows.map((row) => ({
              key: row.key,
              label: codebook.nameOf(row.key),
              barrier: row.barrier.passages,
              facilitator: row.facilitator.passages,
              mixed: row.mixed.passages,
            }));
            if (factors.length === 0)
              return <EmptyState plain title={t('matrix.none')} hint={t('matrix.noneHint')} />;
            const drawing = {
              title: t('map.title'),
              summary: t('map.summary', { count: factors.length }),
              words: { barrier: t('map.barrier'), facilitator: t('map.facilitator'), mixed: t('map.mixed') },
              factors,
            };
            return (
              <>
                <ChartFrame
                  title={drawing.title}
                  caption={false}
                  table={{
                    head: [
                      t('picker.code'),
                      t('valence.barrier'),
                      t('valence.facilitator'),
                      t('valence.mixed'),
                    ],
                    rows: factors.map((one) => [
                      one.label,
                      ...[one.barrier, one.facilitator, one.mixed].map(String),
                    ]),
                  }}
                >
                  {(width) => factorMapSvg({ ...drawing, id: 'factors', width, ink: screenInk })}
                </ChartFrame>
                <div ref={paper} className={classes['paper']} aria-hidden="true">
                  {factorMapSvg({ ...drawing, id: 'factors-paper', width: paperWidth, ink: paperInk })}
                </div>
                {failure !== undefined && <Failure of={failure} />}
                <Row>
                  <Button onClick={() => save('svg')}>{t('map.svg')}</Button>
                  <Button onClick={() => save('png')}>{t('map.png')}</Button>
                </Row>
              </>
            );
          }}
        </Answer>
      </Stack>
    </Panel>
  );
}
