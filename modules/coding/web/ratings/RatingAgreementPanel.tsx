import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { RatingsShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };

const onScale = ['kappaQuadratic', 'gwetQuadratic', 'alphaOrdinal', 'alphaInterval'] as const;

/** How far analysts agree on ratings: weighted on the scale, and on all categories with X and M. */
export function RatingAgreementPanel(props: { found: RatingsShown }) {
  const t = useWords(words);
  const format = useFormat();
  const { agreement } = props.found;
  if (agreement.cells === 0)
    return <EmptyState title={t('rating.nothingTwice')} hint={t('rating.nothingTwiceHint')} />;
  const rows = [
    ...onScale.map((one) => ({ one, on: agreement.onScale })),
    ...(['alphaNominalAll', 'percent'] as const).map((one) => ({ one, on: agreement.cells })),
  ];
  return (
    <Panel
      title={t('rating.agreement')}
      hint={t('rating.agreementHint', { cells: agreement.cells, leftOut: agreement.leftOut })}
    >
      <DataList
        caption={t('rating.agreement')}
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
              const { value, why } = agreement[one];
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
