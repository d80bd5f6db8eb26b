import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { RatingsShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };

const onScale = ['kappaQuadratic', 'gwetQuadratic', 'alphaOrdinal', 'alphaInterval'] as const;

/** How far analysts agree on ratings of sites, and of participants where they were rated. */
export function RatingAgreementPanel(props: { found: RatingsShown }) {
  const t = useWords(words);
  const { agreement, agreementOnPeople } = props.found;
  if (agreement.cells === 0 && agreementOnPeople.cells === 0)
    return <EmptyState title={t('rating.nothingTwice')} hint={t('rating.nothingTwiceHint')} />;
  return (
    <Stack gap={4}>
      {agreement.cells > 0 && <Figures title={t('rating.agreement')} of={agreement} />}
      {agreementOnPeople.cells > 0 && (
        <Figures title={t('rating.agreementOnPeople')} of={agreementOnPeople} />
      )}
    </Stack>
  );
}

/** Weighted on the scale, and on all categories with X and M. */
function Figures(props: { title: string; of: RatingsShown['agreement'] }) {
  const t = useWords(words);
  const format = useFormat();
  const { of } = props;
  const rows = [
    ...onScale.map((one) => ({ one, on: of.onScale })),
    ...(['alphaNominalAll', 'percent'] as const).map((one) => ({ one, on: of.cells })),
  ];
  return (
    <Panel title={props.title} hint={t('rating.agreementHint', { cells: of.cells, leftOut: of.leftOut })}>
      <DataList
        caption={props.title}
        rows={rows}
        rowKey={({ one }) => one}
        columns={[
          { key: 'name', label: t('agree.coefficient'), show: ({ one }) => t(`rating.coefficient.${one}`) },
          { key: 'cells', label: t('rating.cells'), numeric: true, show: ({ on }) => format.number(on) },
          {
            key: 'value',
            label: t('rating.valueShown'),
            numeric: true,
            show: ({ one }) => {
              const { value, why } = of[one];
              return value === null
                ? `${t('agree.undefined')}: ${why === null ? '' : t(`why.${why}` as 'why.noUnits')}`
                : format.number(value, 3);
            },
          },
        ]}
      />
    </Panel>
  );
}
