import { useWords } from '../../../kernel/web/words.tsx';
import { RunChart } from '../../../ui/chart/RunChart.tsx';
import { DataList } from '../../../ui/data/DataList.tsx';
import { Grid, Stack } from '../../../ui/page/Layout.tsx';
import { headOf } from '../../measures/model.ts';
import { sayFigure } from '../model.ts';
import type { Report } from '../model.ts';
import words from '../words.json' with { type: 'json' };

/** A report on the screen: the sentences and figures that the PDF and the Word file hold. */
export function ReportSheet(props: { report: Report }) {
  const t = useWords(words);
  const { report } = props;
  return (
    <article lang={report.locale}>
      <Stack gap={4}>
        <header>
          <h2>{report.title}</h2>
          <p>{report.subtitle}</p>
          <p>{report.madeOn}</p>
        </header>
        <DataList
          caption={report.headings.figures}
          rows={report.rows}
          rowKey={(row) => row.key}
          columns={[
            { key: 'name', label: report.head.measure, show: (row) => headOf(row.name, row.unit) },
            { key: 'now', label: report.head.now, numeric: true, show: (row) => row.now },
            { key: 'before', label: report.head.before, numeric: true, show: (row) => row.before },
          ]}
        />
        {report.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <Grid least="large">
          {report.charts.map((chart) => (
            <RunChart
              key={chart.key}
              title={headOf(chart.name, chart.unit)}
              points={chart.points}
              format={(value) => sayFigure(value, chart.format, report.locale)}
              hidden={t('page.held')}
              caption
            />
          ))}
        </Grid>
        <section>
          <h3>{report.headings.rules}</h3>
          <dl>
            {report.rows.map((row) => (
              <div key={row.key}>
                <dt>{row.name}</dt>
                <dd>{row.rule}</dd>
              </div>
            ))}
          </dl>
        </section>
      </Stack>
    </article>
  );
}
