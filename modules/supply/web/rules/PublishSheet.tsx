import { useState } from 'react';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { FieldRow, Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useRecordWords, useSupplyChanged } from '../api.ts';

const kinds = ['protocol', 'rule', 'advice'] as const;
type RuleDraft = {
  readonly kind: (typeof kinds)[number] | null;
  readonly jurisdiction: string | null;
  readonly from: string;
} & Readonly<Record<'code' | 'edition' | 'titleEn' | 'titleFr' | 'bodyEn' | 'bodyFr' | 'source', string>>;

const emptyRule = (): RuleDraft => ({
  kind: null,
  jurisdiction: null,
  from: todayHere(),
  code: '',
  edition: '',
  titleEn: '',
  titleFr: '',
  bodyEn: '',
  bodyFr: '',
  source: '',
});

const codeShape = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** Publishes a version of a protocol, rule or advice. What is typed is kept on the device until it is published. */
export function PublishSheet(props: { siteId: string; onClose: () => void }) {
  const t = useWords(words);
  const { siteId, onClose } = props;
  const draft = useDraft<RuleDraft>(`supply.rule.${siteId}`, emptyRule());
  const [tried, setTried] = useState(false);
  const done = () => {
    void draft.clear(emptyRule());
    onClose();
  };
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done });
  const { value } = draft;
  const submit = () => {
    setTried(true);
    const input = ruleInput(value);
    if (input === undefined) return;
    void act(() => api.publishRule({ id: draft.once, siteId, ...input }), t('rules.published'));
  };
  return (
    <Sheet open onClose={onClose} title={t('rules.publish')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('rules.publish')}
          </Button>
        }
      >
        <RuleFields
          value={value}
          set={(change) => draft.set((before) => ({ ...before, ...change }))}
          tried={tried}
        />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear(emptyRule())} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

function ruleInput(value: RuleDraft) {
  const { kind, jurisdiction, code, edition, titleEn, titleFr, bodyEn, bodyFr, source, from } = value;
  if (kind === null || jurisdiction === null || !codeShape.test(code)) return undefined;
  if ([edition, titleEn, titleFr, source, from].some((text) => text.trim() === '')) return undefined;
  if (bodyEn.trim() === '' && bodyFr.trim() === '') return undefined;
  return {
    kind,
    code,
    edition,
    title: { en: titleEn, fr: titleFr },
    body: { en: bodyEn, fr: bodyFr },
    jurisdictionCode: jurisdiction,
    source,
    validFrom: from,
  };
}

function RuleFields(props: { value: RuleDraft; set: (change: Partial<RuleDraft>) => void; tried: boolean }) {
  const t = useWords(words);
  const list = useRecordWords();
  const { value, set, tried } = props;
  const needed = (text: string | null) =>
    tried && (text === null || text.trim() === '') ? t('needed') : undefined;
  const nothing = needed(value.bodyEn.trim() + value.bodyFr.trim());
  return (
    <>
      <ChoiceField
        label={t('rules.kind')}
        choices={kinds.map((one) => ({ value: one, label: t(`rule.${one}`) }))}
        value={value.kind}
        onChange={(chosen) => set({ kind: kinds.find((one) => one === chosen) ?? null })}
        error={needed(value.kind)}
      />
      <FieldRow>
        <TextField
          label={t('rules.titleEn')}
          value={value.titleEn}
          maxLength={200}
          onChange={(titleEn) => set({ titleEn })}
          error={needed(value.titleEn)}
        />
        <TextField
          label={t('rules.titleFr')}
          value={value.titleFr}
          maxLength={200}
          onChange={(titleFr) => set({ titleFr })}
          error={needed(value.titleFr)}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={t('rules.code')}
          hint={t('rules.codeHint')}
          value={value.code}
          maxLength={80}
          onChange={(code) => set({ code })}
          error={tried && !codeShape.test(value.code) ? t('rules.codeWrong') : undefined}
        />
        <TextField
          label={t('rules.edition')}
          value={value.edition}
          maxLength={40}
          onChange={(edition) => set({ edition })}
          error={needed(value.edition)}
        />
      </FieldRow>
      <LongTextField
        label={t('rules.bodyEn')}
        required={false}
        value={value.bodyEn}
        maxLength={4000}
        onChange={(bodyEn) => set({ bodyEn })}
        error={nothing}
      />
      <LongTextField
        label={t('rules.bodyFr')}
        required={false}
        value={value.bodyFr}
        maxLength={4000}
        onChange={(bodyFr) => set({ bodyFr })}
      />
      <SelectField
        label={t('rules.jurisdiction')}
        options={list.jurisdictions}
        value={value.jurisdiction}
        onChange={(jurisdiction) => set({ jurisdiction })}
        error={needed(value.jurisdiction)}
      />
      <TextField
        label={t('rules.source')}
        value={value.source}
        maxLength={400}
        onChange={(source) => set({ source })}
        error={needed(value.source)}
      />
      <DayField
        label={t('rules.from')}
        value={value.from}
        onChange={(from) => set({ from })}
        error={needed(value.from)}
      />
    </>
  );
}
