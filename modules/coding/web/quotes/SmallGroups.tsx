import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import words from '../../words.json' with { type: 'json' };
import { useSites } from '../api.ts';

/** What a person decided about roles and sites that point to few people. */
export type SmallDecision = { readonly small: 'leave_out' | 'keep'; readonly reason: string };

/** The decision before anybody decided: the careful one. */
export const smallDecision: SmallDecision = { small: 'leave_out', reason: '' };

/** The roles and sites that point to few people in a file, by name, and what shall become of them. */
export function SmallGroups(props: {
  groups: readonly {
    readonly role: string | null;
    readonly siteId: string | null;
    readonly people: number;
  }[];
  fewest: number;
  value: SmallDecision;
  onChange: (value: SmallDecision) => void;
  /** True once somebody tried to go on without a reason. */
  tried: boolean;
}) {
  const t = useWords(words);
  const sites = useSites();
  const { groups, value } = props;
  if (groups.length === 0) return null;
  const siteOf = (id: string | null) =>
    sites.find((site) => site.id === id)?.name ?? (id === null ? t('small.noSite') : '');
  const shown = groups.slice(0, 12);
  return (
    <Stack gap={3}>
      <Notice tone="warn" title={t('small.title')} live={false}>
        <p>{t('small.hint', { fewest: props.fewest })}</p>
        <ul>
          {shown.map((group) => (
            <li key={`${group.role}|${group.siteId}`}>
              {t('small.group', {
                role: group.role ?? t('small.noRole'),
                site: siteOf(group.siteId),
                people: group.people,
              })}
            </li>
          ))}
          {groups.length > shown.length && (
            <li>{t('small.more', { count: groups.length - shown.length })}</li>
          )}
        </ul>
      </Notice>
      <ChoiceField
        label={t('small.decide')}
        choices={[
          { value: 'leave_out', label: t('small.leaveOut') },
          { value: 'keep', label: t('small.keep') },
        ]}
        value={value.small}
        onChange={(small) => props.onChange({ ...value, small: small === 'keep' ? 'keep' : 'leave_out' })}
      />
      {value.small === 'keep' && (
        <TextField
          label={t('small.reason')}
          hint={t('small.reasonHint')}
          value={value.reason}
          onChange={(reason) => props.onChange({ ...value, reason })}
          maxLength={500}
          error={props.tried && value.reason.trim().length < 3 ? t('refusal.smallReason') : undefined}
        />
      )}
    </Stack>
  );
}
