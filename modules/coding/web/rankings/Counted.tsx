import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { BarChart } from '../../../../ui/chart/BarChart.tsx';
import { DataList } from '../../../../ui/data/DataList.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Ranking } from '../../contract.ts';
import { placesOf } from '../../rankings/places.ts';
import words from '../../words.json' with { type: 'json' };
import { useSaid } from './shared.ts';

type Question = 'weighty' | 'easy';

/** What a group said: points and people for each challenge as bars, and both questions side by side. */
export function Counted({ ranking }: { ranking: Ranking }) {
  const t = useWords(words);
  const format = useFormat();
  const questions: readonly Question[] = ranking.asksEase ? ['weighty', 'easy'] : ['weighty'];
  const on = ranking.closedAt === null ? '' : format.moment(ranking.closedAt);
  return (
    <Stack gap={4}>
      <p>{t('ranking.votedThen', { voted: format.number(ranking.voted), on })}</p>
      <p>{t('ranking.ruleThen', { places: format.number(ranking.places) })}</p>
      {questions.map((question) => (
        <Panel
          key={question}
          title={t(`ranking.${question}`)}
          hint={t('ranking.pointsHint')}
          stage="understand"
        >
          <Bars ranking={ranking} question={question} />
        </Panel>
      ))}
      {ranking.asksEase && <Beside ranking={ranking} />}
    </Stack>
  );
}

/** The place of each challenge of a question, as it is written: a shared one says so. */
function usePlaces(ranking: Ranking, question: Question): (at: number) => string {
  const t = useWords(words);
  const places = placesOf(ranking.challenges.map((one) => one[question]?.points ?? 0));
  return (at) => {
    const place = places[at];
    if (!place) return '–';
    return t(place.shared ? 'ranking.shared' : 'ranking.alone', { place: place.place });
  };
}

function Bars(props: { ranking: Ranking; question: Question }) {
  const t = useWords(words);
  const format = useFormat();
  const said = useSaid();
  const { ranking, question } = props;
  const placeOf = usePlaces(ranking, question);
  const bars = ranking.challenges
    .map((one, at) => ({
      name: said(one.name).text,
      place: placeOf(at),
      ...(one[question] ?? { points: 0, people: 0 }),
    }))
    .toSorted((one, two) => two.points - one.points)
    .map(({ name, place, points, people }) => ({
      label: `${place} ${name}`,
      value: points,
      shown: t('ranking.points', { points: format.number(points), people: format.number(people) }),
    }));
  return <BarChart title={t(`ranking.${question}`)} bars={bars} caption={false} />;
}

/** What matters and what is easy, side by side: where both stand high, a group may begin. */
function Beside({ ranking }: { ranking: Ranking }) {
  const t = useWords(words);
  const said = useSaid();
  const [weighty, easy] = [usePlaces(ranking, 'weighty'), usePlaces(ranking, 'easy')];
  const rows = ranking.challenges
    .map((one, at) => ({ ...one, at }))
    .toSorted((one, two) => (two.weighty?.points ?? 0) - (one.weighty?.points ?? 0));
  return (
    <Panel title={t('ranking.beside')} hint={t('ranking.besideHint')} stage="understand">
      <DataList
        caption={t('ranking.beside')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', label: t('ranking.challenge'), show: (row) => said(row.name).text },
          { key: 'weighty', label: t('ranking.weightyPlace'), show: (row) => weighty(row.at), numeric: true },
          { key: 'easy', label: t('ranking.easyPlace'), show: (row) => easy(row.at), numeric: true },
        ]}
      />
    </Panel>
  );
}
