import { useState } from 'react';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { StackedBar } from '../../../../ui/chart/BarChart.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Check, Finding } from '../../contract.ts';
import { type ChangeKind, changeKinds, verdicts } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';
import { saidIn } from './useChecks.ts';

const colours = { agree: 'good', partly: 'warn', disagree: 'bad' } as const;

/** One finding: its sentence, what people say of it, and what was changed because of them. */
export function FindingPanel(props: { finding: Finding; number: number; state: Check['state'] }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const [open, setOpen] = useState<'word' | 'change' | undefined>(undefined);
  const { act, busy, failure } = useAct();
  const { finding, state } = props;
  const { id, version, plain, tally, change } = finding;
  const said = saidIn(plain, locale);
  const draft = state === 'draft';
  const answers = verdicts.reduce((sum, one) => sum + tally[one], 0);
  const leaveOut = () =>
    void act(() => api.wordFinding({ id, version, plain, leftOut: true }), t('check.leftOut'));
  return (
    <Panel
      title={t('check.number', { at: props.number })}
      stage="change"
      actions={
        <Row gap={1}>
          {draft && (
            <Button size="small" icon="edit" onClick={() => setOpen('word')}>
              {t('check.reword')}
            </Button>
          )}
          {draft && (
            <Button size="small" icon="remove" busy={busy} onClick={leaveOut}>
              {t('check.leaveOut')}
            </Button>
          )}
          {!draft && (
            <Button size="small" icon="edit" onClick={() => setOpen('change')}>
              {t('check.record')}
            </Button>
          )}
        </Row>
      }
    >
      <Stack gap={3}>
        <Failure of={failure} while="doing" />
        <p lang={said.lang}>{said.text}</p>
        {!draft && answers === 0 && <p>{t('check.noAnswers')}</p>}
        {answers > 0 && (
          <StackedBar
            title={t('check.answered')}
            parts={verdicts.map((one) => ({
              label: t(`check.${one}`),
              value: tally[one],
              shown: String(tally[one]),
              fill: `var(--${colours[one]})`,
            }))}
          />
        )}
        {finding.words.map((one) => (
          <Quote
            key={one.pseudonym}
            by={[one.pseudonym, one.verdict && t(`check.${one.verdict}`)].filter(Boolean).join(' · ')}
          >
            {one.words}
          </Quote>
        ))}
        {change && (
          <div>
            <strong>
              {t('check.change')}: {t(`check.kind.${change.kind}`)}
            </strong>
            <p lang={saidIn(change, locale).lang}>{saidIn(change, locale).text}</p>
          </div>
        )}
      </Stack>
      {open === 'word' && <BothSheet finding={finding} what="word" onClose={() => setOpen(undefined)} />}
      {open === 'change' && <BothSheet finding={finding} what="change" onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}

/** A sentence in one language or both: the finding itself, or what was changed in it. */
function BothSheet(props: { finding: Finding; what: 'word' | 'change'; onClose: () => void }) {
  const t = useWords(words);
  const { finding, what, onClose } = props;
  const { id, version } = finding;
  const [said, setSaid] = useState(what === 'word' ? finding.plain : (finding.change ?? { en: '', fr: '' }));
  const [kind, setKind] = useState<ChangeKind>(finding.change?.kind ?? 'reworded');
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useAct(onClose);
  const both = { en: said.en, fr: said.fr };
  const unsaid = said.en.trim() === '' && said.fr.trim() === '';
  const save = () => {
    setTried(true);
    if (unsaid) return;
    void act(
      () =>
        what === 'word'
          ? api.wordFinding({ id, version, plain: both })
          : api.recordChange({ id, version, kind, said: both }),
      t('check.saved'),
    );
  };
  return (
    <SheetForm
      title={t(what === 'word' ? 'check.reword' : 'check.change')}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      {what === 'change' && (
        <ChoiceField
          label={t('check.changeKind')}
          choices={changeKinds.map((one) => ({ value: one, label: t(`check.kind.${one}`) }))}
          value={kind}
          onChange={(next) => setKind(changeKinds.find((one) => one === next) ?? 'reworded')}
        />
      )}
      {(['en', 'fr'] as const).map((language) => (
        <LongTextField
          key={language}
          label={t(`check.plain.${language}`)}
          hint={language === 'en' ? t(what === 'word' ? 'check.plainHint' : 'check.changeHint') : undefined}
          lang={language}
          required={false}
          maxLength={1_000}
          value={said[language]}
          onChange={(text) => setSaid((before) => ({ ...before, [language]: text }))}
          error={
            tried && unsaid && language === 'en'
              ? t(what === 'word' ? 'refusal.findingUnsaid' : 'refusal.changeUnsaid')
              : undefined
          }
        />
      ))}
    </SheetForm>
  );
}
