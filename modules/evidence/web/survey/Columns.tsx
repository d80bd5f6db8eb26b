import { useWords } from '../../../../kernel/web/words.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import type { FoundColumn } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { type Told, toldOf } from './useLook.ts';
import classes from './survey.module.css';

const choices = {
  open: { use: 'open' },
  choice: { use: 'variable', kind: 'choice' },
  number: { use: 'variable', kind: 'number' },
  text: { use: 'variable', kind: 'text' },
  dayFirst: { use: 'variable', kind: 'date', order: 'dmy' },
  monthFirst: { use: 'variable', kind: 'date', order: 'mdy' },
  pseudonym: { use: 'pseudonym' },
  identity: { use: 'identity' },
  onDayFirst: { use: 'date', order: 'dmy' },
  onMonthFirst: { use: 'date', order: 'mdy' },
  language: { use: 'language' },
  site: { use: 'site' },
  part: { use: 'part' },
  ignore: { use: 'ignore' },
} as const satisfies Record<string, Partial<Told>>;
const keys = Object.keys(choices) as (keyof typeof choices)[];

/** Every column of a survey with what it holds and what it is taken for, which a person may change. */
export function Columns(props: { columns: readonly FoundColumn[]; onChange: (told: Told) => void }) {
  const t = useWords(words);
  return (
    <DataList
      caption={t('survey.columns')}
      rows={props.columns}
      rowKey={(column) => column.heading}
      columns={[
        {
          key: 'heading',
          label: t('survey.column'),
          show: (column) => (
            <>
              {column.heading}
              <span className={classes['samples']}>{column.samples.join(' · ')}</span>
            </>
          ),
        },
        {
          key: 'filled',
          label: t('survey.filled'),
          show: (column) => column.filled,
          numeric: true,
          wideOnly: true,
        },
        {
          key: 'use',
          label: t('survey.use'),
          show: (column) => (
            <div className={classes['use']}>
              <SelectField
                label={t('survey.useOf', { column: column.heading })}
                options={keys.map((key) => ({ value: key, label: t(`use.${key}`) }))}
                value={chosenOf(column)}
                onChange={(key) => {
                  const chosen = keys.find((one) => one === key);
                  if (chosen !== undefined) props.onChange({ ...toldOf(column), ...choices[chosen] });
                }}
              />
            </div>
          ),
        },
      ]}
    />
  );
}

function chosenOf(column: FoundColumn): keyof typeof choices {
  const fits = (told: Partial<Told>) =>
    told.use === column.use &&
    (told.kind === undefined || told.kind === column.kind) &&
    (told.order === undefined || told.order === column.order);
  return keys.find((key) => fits(choices[key])) ?? 'ignore';
}
