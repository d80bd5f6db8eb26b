import { useFormat } from '../../../../../kernel/web/format.ts';
import { useQuery } from '../../../../../kernel/web/queries.ts';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Sparkline } from '../../../../../ui/chart/Sparkline.tsx';
import { DataList } from '../../../../../ui/data/DataList.tsx';
import { Sheet } from '../../../../../ui/overlay/Sheet.tsx';
import { Answer } from '../../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../../ui/page/EmptyState.tsx';
import { Stack } from '../../../../../ui/page/Layout.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { Question } from '../../../../vocabulary/model.ts';
import { isAnswered } from '../../../forms/answers.ts';
import words from '../../../words.json' with { type: 'json' };
import { api } from '../../api.ts';
import { useAnswerText } from '../api.ts';
import classes from '../forms.module.css';

/** A client's answers to one question over time, whatever form asked it, each with the words it was asked in. */
export function SeriesSheet(props: { clientId: string; question: Question; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const text = useAnswerText();
  const { clientId, question, onClose } = props;
  const { code } = question;
  const asked = useQuery({
    queryKey: ['care.answersOverTime', clientId, code],
    queryFn: () => api.answersOverTime({ clientId, code }),
  });
  return (
    <Sheet open onClose={onClose} title={read(question.meaning)}>
      <Answer of={asked}>
        {({ rows, versions }) => {
          const answered = rows.filter(isAnswered);
          const under = (version: string) => versions.find((one) => one.version === version);
          const several = new Set(answered.map((row) => row.questionVersion)).size > 1;
          const wording = (version: string) => read(under(version)?.words ?? question.words);
          return (
            <Stack>
              {question.kind === 'number' && answered.length > 1 && (
                <Sparkline values={answered.map((row) => row.number ?? null)} width={240} height={48} />
              )}
              <DataList
                caption={read(question.meaning)}
                rows={answered}
                rowKey={(row) => row.filledId}
                columns={[
                  { key: 'day', label: t('form.day'), show: (row) => format.day(row.askedOn) },
                  {
                    key: 'answer',
                    label: t('form.answer'),
                    show: (row) => text(under(row.questionVersion), row),
                  },
                  { key: 'form', label: t('form.title'), show: (row) => read(row.formName) },
                  ...(several
                    ? [
                        {
                          key: 'words',
                          label: t('form.askedAs'),
                          show: (row: (typeof answered)[number]) => wording(row.questionVersion),
                        },
                      ]
                    : []),
                ]}
                empty={<EmptyState plain title={t('form.noAnswer')} />}
              />
              {!several && <p className={classes['quiet']}>{read(question.words)}</p>}
            </Stack>
          );
        }}
      </Answer>
    </Sheet>
  );
}
