import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { type RatingValue, ratingValues } from '../../ratings/rating.ts';
import type { Rating } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import { RatingQuotes } from './RatingQuotes.tsx';
import {
  apartAt,
  isFixed,
  type Layer,
  ratingsAt,
  type Shared,
  type Subject,
  subjectIds,
  written,
} from './shared.ts';
import { WhoseField } from './WhoseField.tsx';

/** One cell: what analysts say, one's own rating or the team's, and the passages it rests on. */
export function RatingSheet(props: Shared & { construct: string; subject: Subject; onClose: () => void }) {
  const t = useWords(words);
  const { found, construct, subject, codebook } = props;
  const [layer, setLayer] = useState<Layer>('analyst');
  const here = ratingsAt(found, construct, subject);
  const apart = apartAt(found, construct, subject);
  const mine = here.find((row) => (layer === 'analyst' ? row.own : row.layer === 'consensus'));
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={`${codebook.nameOf(construct)} · ${subject.name}`}
      size="large"
    >
      <Stack gap={4}>
        {apart !== undefined && (
          <Notice tone="info" live={false}>
            {t('rating.apartNow', { rated: apart.rated, raters: found.rule.raters })}
          </Notice>
        )}
        <WhoseField value={layer} onChange={setLayer} />
        <RatingForm
          key={layer}
          {...props}
          layer={layer}
          mine={mine}
          fixed={layer === 'analyst' && isFixed(found, mine, apart)}
        />
        {here
          .filter((row) => row.id !== mine?.id)
          .map((row) => (
            <Other key={row.id} row={row} />
          ))}
        {mine === undefined ? (
          <p>{t('rating.quotesLater')}</p>
        ) : (
          <RatingQuotes study={props.study} rating={mine} />
        )}
      </Stack>
    </Sheet>
  );
}

function RatingForm(
  props: Shared & {
    construct: string;
    subject: Subject;
    layer: Layer;
    mine: Rating | undefined;
    /** The rating was shown to the others: only its words can still be changed. */
    fixed: boolean;
  },
) {
  const t = useWords(words);
  const { mine, study, construct, subject, layer, fixed } = props;
  const [id] = useState(newId);
  const [value, setValue] = useState<RatingValue | ''>(mine?.value ?? '');
  const [summary, setSummary] = useState(mine?.summary ?? '');
  const [rationale, setRationale] = useState(mine?.rationale ?? '');
  const { act, busy, failure } = useCodingAct();
  const submit = () => {
    const rated = value === '' ? {} : { value };
    const said = { id, study, construct, layer, summary, rationale, version: mine?.version ?? 0, ...rated };
    void act(() => api.rate({ ...said, ...subjectIds(subject) }), t('rating.saved'));
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button kind="primary" type="submit" busy={busy}>
          {t('rating.save')}
        </Button>
      }
    >
      <ChoiceField
        label={t('rating.value')}
        choices={ratingValues.map((one) => ({ value: one, label: written(one) }))}
        hint={fixed ? t('rating.fixed') : value === '' ? t('rating.scale') : t(`rating.means.${value}`)}
        value={value}
        onChange={(next) => setValue(ratingValues.find((one) => one === next) ?? '')}
        required={false}
        disabled={fixed}
      />
      <LongTextField
        label={t('rating.summary')}
        value={summary}
        onChange={setSummary}
        maxLength={4_000}
        required={false}
      />
      <LongTextField
        label={t('rating.rationale')}
        value={rationale}
        onChange={setRationale}
        maxLength={4_000}
        required={false}
      />
      {failure !== undefined && <Failure of={failure} />}
    </Form>
  );
}

function Other(props: { row: Rating }) {
  const t = useWords(words);
  const { row } = props;
  return (
    <div>
      <Row>
        <Badge tone={row.layer === 'consensus' ? 'understand' : 'still'}>{written(row.value)}</Badge>
        <strong>
          {row.layer === 'consensus'
            ? t('rating.team')
            : row.own
              ? t('margin.you')
              : row.name || t('margin.other')}
        </strong>
      </Row>
      {row.summary && <p>{row.summary}</p>}
      {row.rationale && <p>{row.rationale}</p>}
    </div>
  );
}
