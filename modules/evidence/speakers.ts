/** What somebody is called who asks the questions, in English and French; a number or letter may follow. */
const team =
  /^(?:interviewer|moderator|facilitator|researcher|host|note[- ]?taker|int|mod|fac|i|q|intervieweur|intervieweuse|enquêteur|enquêtrice|animateur|animatrice|modérateur|modératrice|chercheur|chercheuse|anim)\.?(?:[ -]?(?:\d{1,2}|[a-z]))?$/iu;

/** True of a label that usually stands for whoever asks. It is proposed, never taken for granted. */
export function asksQuestions(label: string): boolean {
  return team.test(label.trim());
}

/** True of a label that says who speaks by a number or a code (`P3`, `Participant 2`), so that it can serve as a pseudonym. */
export function standsForAName(label: string): boolean {
  return /^(?:\p{L}{1,4}[ -]?\d{1,4}|(?:participant|participante|speaker|respondent|répondant|répondante|locuteur|locutrice|worker|client|nurse)[ -]?\d{1,4})$/iu.test(
    label.trim(),
  );
}
