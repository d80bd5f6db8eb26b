import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Speaker } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { type Chosen, guessed, newcomer } from './chosen.ts';

const fixed = ['nobody', 'team', 'new'] as const;

/** One speaker of a text: how much they say, and who they are. */
export function SpeakerCard(props: {
  row: Speaker;
  people: readonly { id: string; pseudonym: string }[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { row, people, chosen, onChange } = props;
  const guess = guessed(row);
  const pseudonymOf = (id: string) => people.find((one) => one.id === id)?.pseudonym ?? row.pseudonym ?? '';
  const who = guess && (guess.is === 'team' ? t('speakers.team') : pseudonymOf(guess.participantId));
  const choose = (value: string | null) => {
    const is = fixed.find((one) => one === value);
    const none = { participantId: '', pseudonym: '', part: '' };
    if (is === 'new') onChange(newcomer(row.label));
    else if (is !== undefined) onChange({ ...none, is });
    else if (value !== null) onChange({ ...none, is: 'participant', participantId: value });
  };
  const counts = { count: row.turns, characters: format.number(row.characters) };
  return (
    <Panel title={row.label || '—'} hint={t('speakers.turns', counts)} level={3}>
      <Stack gap={3}>
        <blockquote>{row.sample}</blockquote>
        <SelectField
          label={t('speakers.is', { label: row.label || '—' })}
          options={[
            ...fixed.map((is) => ({ value: is, label: t(`speakers.${is}`) })),
            ...people.map((one) => ({ value: one.id, label: one.pseudonym })),
          ]}
          value={chosen.is === 'participant' ? chosen.participantId : chosen.is}
          onChange={choose}
        />
        {who && chosen.is === 'nobody' && (
          <Row>
            <span>{t('speakers.guessed', { who })}</span>
            <Button
              size="small"
              onClick={() => onChange(guess)}
              label={`${t('speakers.take')}: ${row.label}`}
            >
              {t('speakers.take')}
            </Button>
          </Row>
        )}
        {chosen.is === 'new' && (
          <FieldRow>
            <TextField
              label={t('texts.pseudonym')}
              hint={t('texts.pseudonymHint')}
              value={chosen.pseudonym}
              onChange={(pseudonym) => onChange({ ...chosen, pseudonym })}
              maxLength={80}
            />
            <TextField
              label={t('texts.part')}
              hint={t('texts.partHint')}
              value={chosen.part}
              onChange={(part) => onChange({ ...chosen, part })}
              maxLength={120}
              required={false}
            />
          </FieldRow>
        )}
      </Stack>
    </Panel>
  );
}
