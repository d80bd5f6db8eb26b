import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow, Form } from '../../../../ui/fields/Form.tsx';
import { NumberField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { standings } from '../../ratings/rating.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import type { Shared } from './shared.ts';

/** When a construct is said to set sites apart: the rule as a sentence and as numbers, and how each site stands. */
export function RulePanel(props: Shared) {
  const t = useWords(words);
  const { study, found, sites } = props;
  const { act, failure } = useCodingAct();
  return (
    <Stack gap={4}>
      <RuleForm key={found.rule.version} {...props} />
      <Panel title={t('rating.standings')} hint={t('rating.standingsHint')}>
        {failure !== undefined && <Failure of={failure} />}
        {sites.map((site) => (
          <ChoiceField
            key={site.id}
            label={site.name}
            choices={standings.map((one) => ({ value: one, label: t(`standing.${one}`) }))}
            value={found.standings.find((one) => one.siteId === site.id)?.standing ?? 'none'}
            onChange={(value) => {
              const standing = standings.find((one) => one === value) ?? 'none';
              void act(() => api.setStanding({ study, siteId: site.id, standing }), t('rating.saved'));
            }}
          />
        ))}
      </Panel>
    </Stack>
  );
}

function RuleForm(props: Shared) {
  const t = useWords(words);
  const { study, found } = props;
  const [strong, setStrong] = useState<number | undefined>(found.rule.strongApart);
  const [weak, setWeak] = useState<number | undefined>(found.rule.weakApart);
  const [least, setLeast] = useState<number | undefined>(found.rule.leastSites);
  const [raters, setRaters] = useState<number | undefined>(found.rule.raters);
  const [mixed, setMixed] = useState(found.rule.mixedAsZero);
  const { act, busy, failure } = useCodingAct();
  const apart = (value: number | undefined) =>
    value === undefined || value < 0.5 || value > 4 ? t('rating.apartNeeded') : undefined;
  const few =
    least === undefined || !Number.isInteger(least) || least < 1 ? t('rating.leastNeeded') : undefined;
  const noRaters =
    raters === undefined || !Number.isInteger(raters) || raters < 1 || raters > 6
      ? t('rating.ratersNeeded')
      : undefined;
  const submit = () => {
    if (
      raters === undefined ||
      noRaters ||
      strong === undefined ||
      weak === undefined ||
      least === undefined ||
      apart(strong) ||
      apart(weak) ||
      few
    )
      return;
    const rule = {
      study,
      raters,
      strongApart: strong,
      weakApart: weak,
      leastSites: least,
      mixedAsZero: mixed,
    };
    void act(() => api.setRatingRule({ ...rule, version: found.rule.version }), t('rating.saved'));
  };
  return (
    <Panel title={t('rating.rule')} hint={t('rating.ruleHint')}>
      <p>{t('rating.ruleSaid', { strong: strong ?? '–', weak: weak ?? '–', least: least ?? '–' })}</p>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" busy={busy}>
            {t('rating.saveRule')}
          </Button>
        }
      >
        <FieldRow>
          <NumberField
            label={t('rating.strongApart')}
            value={strong}
            onChange={setStrong}
            min={0.5}
            max={4}
            step={0.5}
            error={apart(strong)}
            required
          />
          <NumberField
            label={t('rating.weakApart')}
            value={weak}
            onChange={setWeak}
            min={0.5}
            max={4}
            step={0.5}
            error={apart(weak)}
            required
          />
          <NumberField
            label={t('rating.leastSites')}
            value={least}
            onChange={setLeast}
            min={1}
            max={50}
            step={1}
            error={few}
            required
          />
        </FieldRow>
        <NumberField
          label={t('rating.raters')}
          hint={t('rating.ratersHint')}
          value={raters}
          onChange={setRaters}
          min={1}
          max={6}
          step={1}
          error={noRaters}
          required
        />
        <CheckField label={t('rating.mixedAsZero')} checked={mixed} onChange={setMixed} />
        {failure !== undefined && <Failure of={failure} />}
      </Form>
    </Panel>
  );
}
