import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Rating } from '../../contract.ts';
import { type RatingValue, ratingValues } from '../../ratings/rating.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { type Layer, type Subject, subjectIds, written } from './shared.ts';

type Cell = {
  readonly study: string;
  readonly construct: string;
  readonly subject: Subject;
  readonly layer: Layer;
};

type Said = { readonly value: RatingValue | ''; readonly summary: string };

const saidIn = (known: Rating | undefined): Said => ({
  value: known?.value ?? '',
  summary: known?.summary ?? '',
});

/** One construct in the rapid matrix: a rating and a summary, kept as they were typed until they are saved. */
export function RapidRow(props: {
  name: string;
  cell: Cell;
  known: Rating | undefined;
  onSaved: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const { known } = props;
  const [id] = useState(newId);
  const [draft, setDraft] = useState<Said | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const said = draft ?? saidIn(known);
  const set = (part: Partial<Said>) => setDraft({ ...said, ...part });
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    const sent = draft;
    const { subject, ...cell } = props.cell;
    const rated = said.value === '' ? {} : { value: said.value };
    const kept = known?.rationale == null ? {} : { rationale: known.rationale };
    try {
      await api.rate({
        id,
        ...cell,
        ...subjectIds(subject),
        ...rated,
        ...kept,
        summary: said.summary,
        version: known?.version ?? 0,
      });
      await props.onSaved();
      // What was typed while it was on its way is still to be saved.
      setDraft((now) => (now === sent ? undefined : now));
    } catch (why) {
      setFailure(why);
    }
    setBusy(false);
  };
  return (
    <Panel title={props.name} level={3} look="quiet">
      <ChoiceField
        label={t('rating.value')}
        choices={ratingValues.map((one) => ({ value: one, label: written(one) }))}
        value={said.value}
        onChange={(next) => set({ value: ratingValues.find((one) => one === next) ?? '' })}
        required={false}
      />
      <LongTextField
        label={t('rating.summary')}
        rows={2}
        maxLength={4_000}
        value={said.summary}
        onChange={(summary) => set({ summary })}
        required={false}
      />
      {failure !== undefined && <Failure of={failure} />}
      <Row apart>
        <span role="status">
          {draft === undefined
            ? known === undefined
              ? t('rapid.empty')
              : t('rapid.saved', { count: known.quotes.length })
            : t('rapid.unsaved')}
        </span>
        <Button
          size="small"
          busy={busy}
          disabled={draft === undefined}
          label={`${t('rating.save')} : ${props.name}`}
          onClick={() => void save()}
        >
          {t('rating.save')}
        </Button>
      </Row>
    </Panel>
  );
}
