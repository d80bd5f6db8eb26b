import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Timeline } from '../../../../ui/data/Timeline.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { OutputOf } from '../../../../kernel/contract.ts';
import type { directory } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useHoursWords } from '../hoursWords.ts';
import { useNameOfCode } from '../nameOfCode.ts';
import { weekdays } from '../../model.ts';

type Change = OutputOf<typeof directory.operations.listEdits>['rows'][number]['changes'][number];

/** What people here changed of a service, with what stood before; silent when nobody changed anything. */
export function Edits(props: { serviceId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { dayName } = useHoursWords();
  const nameOf = useNameOfCode();
  const { serviceId } = props;
  const asked = useQuery({
    queryKey: ['directory.listEdits', serviceId],
    queryFn: () => api.listEdits({ serviceId }),
  });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  const days = (text: string) =>
    text.replace(/\b[A-Z]{2}\b/g, (code) => {
      const day = weekdays.find((one) => one === code);
      return day === undefined ? code : dayName(day, 'short');
    });
  const said = (part: string, value: Change['before']) => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
      return t('edits.nothing');
    const texts = Array.isArray(value) ? value : [String(value)];
    return texts.map((text) => (part === 'hours' ? days(text) : nameOf(text))).join('; ');
  };
  return (
    <Panel title={t('edits.title')} look="quiet">
      <Timeline
        label={t('edits.title')}
        items={rows.map(({ id, at, byName, changes }) => ({
          id,
          when: format.moment(at),
          by: byName,
          title: changes.map(({ part }) => t(`part.${part}` as 'part.name')).join(', '),
          body: changes.map(({ part, before, after }) => (
            <p key={part}>
              {t('edits.change', {
                part: t(`part.${part}` as 'part.name'),
                before: said(part, before),
                after: said(part, after),
              })}
            </p>
          )),
        }))}
      />
    </Panel>
  );
}
