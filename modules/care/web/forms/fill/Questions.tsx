import { Panel } from '../../../../../ui/page/Panel.tsx';
import { useRead } from '../../../../pathway/web/index.ts';
import type { FormModel, Question } from '../../../../vocabulary/model.ts';
import { type Answer, type Answers, shownAnswers } from '../../../forms/answers.ts';
import classes from '../forms.module.css';
import { QuestionField } from './QuestionField.tsx';
import type { Problem } from './useFilling.ts';

/** The sections of a form with the questions that are shown, as the answers stand. */
export function Questions(props: {
  form: Pick<FormModel, 'sections'>;
  questions: readonly Question[];
  answers: Answers;
  problems: ReadonlyMap<string, Problem>;
  onAnswer: (question: string, answer: Answer) => void;
}) {
  const read = useRead();
  const { form, questions, answers, problems, onAnswer } = props;
  const shown = shownAnswers(form, answers);
  const sections = form.sections
    .map((section) => ({ ...section, items: section.items.filter((item) => shown.has(item.question)) }))
    .filter((section) => section.items.length > 0);
  return sections.map((section) => (
    <Panel key={section.code} title={read(section.name)} hint={section.hint && read(section.hint)}>
      <div className={classes['questions']}>
        {section.items.map((item) => {
          const question = questions.find((one) => one.code === item.question);
          return (
            question && (
              <QuestionField
                key={item.question}
                question={question}
                answer={answers[item.question]}
                onChange={(answer) => onAnswer(item.question, answer)}
                required={item.required}
                problem={problems.get(item.question)}
              />
            )
          );
        })}
      </div>
    </Panel>
  ));
}
