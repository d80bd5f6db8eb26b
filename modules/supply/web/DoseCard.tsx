import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { SpanChart } from '../../../ui/chart/SpanChart.tsx';
import type { SpanRow } from '../../../ui/chart/spanSvg.ts';
import { Panel } from '../../../ui/page/Panel.tsx';
import { todayHere, useRead } from '../../pathway/web/index.ts';
import type { PrescriptionLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { useDoses, usePrescriptions, useRecordWords } from './api.ts';

type Said = { readonly enough: 'yes' | 'no' | 'not_said'; readonly answeredOn: string };

/** Doses given beside doses wanted, and what the client said of them, at a glance: as they were said, judged by nobody. */
export function DoseCard(props: { clientId: string }) {
  const prescriptions = usePrescriptions(props.clientId).data?.rows ?? [];
  const answers = useDoses(props.clientId).of.data?.answers ?? [];
  const said = answers.filter(({ enough }) => enough !== 'not_said');
  if (prescriptions.length + said.length === 0) return null;
  return <Doses prescriptions={prescriptions} said={said} />;
}

/** Versions of a prescription in the order of their days, each until the next. */
function stretches(line: PrescriptionLine) {
  const steps = line.steps.toSorted((left, right) => left.number - right.number);
  return steps.map((step, index) => ({ step, to: steps[index + 1]?.fromOn ?? line.endedOn }));
}

function Doses(props: { prescriptions: readonly PrescriptionLine[]; said: readonly Said[] }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead();
  const list = useRecordWords();
  const { said } = props;
  const lines = props.prescriptions.toSorted((left, right) => left.startedOn.localeCompare(right.startedOn));
  const dose = (step: PrescriptionLine['steps'][number]) => {
    const [given, unit] = [format.number(step.given), list.name(step.unitCode)];
    return step.wanted === null
      ? t('glance.given', { given, unit })
      : t('glance.givenOf', { given, wanted: format.number(step.wanted), unit });
  };
  const doses: SpanRow[] = lines.slice(-4).map((line) => ({
    label: read(line.formulationName),
    spans: stretches(line).map(({ step, to }) => ({
      from: step.fromOn,
      to,
      apart: step.wanted !== null && step.given < step.wanted,
      text: dose(step),
    })),
    spots: [],
  }));
  const answers: SpanRow = {
    label: t('glance.enough'),
    spans: [],
    spots: said.map((one) => ({ on: one.answeredOn, filled: one.enough === 'yes' })),
  };
  const told = [
    ...lines.flatMap((line) =>
      stretches(line).map(({ step }) => [format.day(step.fromOn), read(line.formulationName), dose(step)]),
    ),
    ...said.map((one) => [format.day(one.answeredOn), t('glance.enough'), t(`enough.${one.enough}`)]),
  ];
  return (
    <Panel title={t('glance.title')} level={3} stage="deliver">
      <SpanChart
        title={t('glance.title')}
        to={todayHere()}
        rows={said.length > 0 ? [...doses, answers] : doses}
        table={{ head: [t('glance.day'), t('glance.what'), t('glance.said')], rows: told }}
        note={t('glance.note')}
      />
    </Panel>
  );
}
