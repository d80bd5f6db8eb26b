import { useWords } from '../../../kernel/web/words.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { useRead } from '../../pathway/web/index.ts';
import words from '../words.json' with { type: 'json' };
import { useOwnSite, useRules } from './api.ts';

/** The protocol that was followed: a published version, or the name of one on paper. */
export type Protocol = { readonly ruleId?: string; readonly protocolVersion?: string };

/** Which protocol was followed, among those in force today; a version on paper is typed. */
export function ProtocolField(props: {
  value: Protocol;
  onChange: (value: Protocol) => void;
  error?: string | undefined;
}) {
  const t = useWords(words);
  const read = useRead();
  const { id } = useOwnSite('');
  const rules = useRules(id).data?.rows.filter((one) => one.kind === 'protocol') ?? [];
  const { value, onChange } = props;
  const paper = value.protocolVersion !== undefined || rules.length === 0;
  const options = [
    ...rules.map((one) => ({
      value: one.id,
      label: t('rx.ruleShown', { title: read(one.title), edition: one.edition }),
    })),
    { value: 'paper', label: t('dose.otherProtocol') },
  ];
  return (
    <>
      {rules.length > 0 && (
        <SelectField
          label={t('dose.protocolFrom')}
          options={options}
          value={value.ruleId ?? (value.protocolVersion === undefined ? null : 'paper')}
          onChange={(chosen) =>
            onChange(chosen === null ? {} : chosen === 'paper' ? { protocolVersion: '' } : { ruleId: chosen })
          }
          error={paper ? undefined : props.error}
        />
      )}
      {paper && (
        <TextField
          label={t('dose.protocolPaper')}
          value={value.protocolVersion ?? ''}
          onChange={(protocolVersion) => onChange({ protocolVersion })}
          maxLength={40}
          error={props.error}
        />
      )}
    </>
  );
}
