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
import { type RatingValue, ratingValues } from '../../ratings/rating.ts';
import type { Rating } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import { RatingQuotes } from './RatingQuotes.tsx';
import { type Shared, written } from './shared.ts';

/** One cell: what analysts say, one's own rating or the team's, and the passages it rests on. */
export function RatingSheet(props: Shared & { construct: string; siteId: string; onClose: () => void }) {
  const t = useWords(words);
  const { found, construct, siteId, codebook } = props;
  const [layer, setLayer] = useState<'analyst' | 'consensus'>('analyst');
  const here = found.rows.filter((row) => row.construct === construct && row.siteId === siteId);
  const mine = here.find((row) => (layer === 'analyst' ? row.own : row.layer === 'consensus'));
  const site = props.sites.find((one) => one.id === siteId)?.name ?? '';
  return (
    <Sheet open onClose={props.onClose} title={`${codebook.nameOf(construct)} · ${site}`} size="large">
      <Stack gap={4}>
        <ChoiceField
          label={t('rating.whose')}
          choices={[
            { value: 'analyst', label: t('rating.mine') },
            { value: 'consensus', label: t('rating.team') },
          ]}
          value={layer}
          onChange={(value) => setLayer(value === 'consensus' ? 'consensus' : 'analyst')}
        />
        <RatingForm key={layer} {...props} layer={layer} mine={mine} />
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
    siteId: string;
    layer: 'analyst' | 'consensus';
    mine: Rating | undefined;
  },
) {
  const t = useWords(words);
  const { mine, study, construct, siteId, layer } = props;
  const [id] = useState(newId);
  const [value, setValue] = useState<RatingValue | ''>(mine?.value ?? '');
  const [summary, setSummary] = useState(mine?.summary ?? '');
  const [rationale, setRationale] = useState(mine?.rationale ?? '');
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useCodingAct();
  const submit = () => {
    setTried(true);
    if (value === '') return;
    const said = {
      id,
      study,
      construct,
      siteId,
      layer,
      value,
      summary,
      rationale,
      version: mine?.version ?? 0,
    };
    void act(() => api.rate(said), t('rating.saved'));
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
        hint={value === '' ? t('rating.scale') : t(`rating.means.${value}`)}
        value={value}
        onChange={(next) => setValue(ratingValues.find((one) => one === next) ?? '')}
        required
        error={tried && value === '' ? t('rating.valueNeeded') : undefined}
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
