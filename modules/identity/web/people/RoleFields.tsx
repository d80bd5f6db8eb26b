import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { heldAt, type Role, roles } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { roleName } from '../roleName.ts';
import type { Places } from './people.ts';

/** A role under choice, and the site it is to be held at. */
export type RoleChosen = { readonly role: Role | null; readonly siteId: string | null };

/** Whether the choice can be made: roles of a site need one. */
export const isWhole = ({ role, siteId }: RoleChosen): boolean =>
  role !== null && (heldAt[role] !== 'site' || siteId !== null);

/** A role and, where the role is held at a site, the site. */
export function RoleFields(props: {
  chosen: RoleChosen;
  onChange: (chosen: RoleChosen) => void;
  places: Places;
  error: string | undefined;
}) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { role, siteId } = props.chosen;
  const where = role === null ? 'community' : heldAt[role];
  const organisation = (id: string) => props.places.organisations.find((one) => one.id === id)?.name[locale];
  return (
    <>
      <SelectField
        label={t('people.role')}
        options={roles.map((one) => ({ value: one, label: roleName(t, one) }))}
        value={role}
        onChange={(value) => {
          const next = roles.find((one) => one === value) ?? null;
          const atSite = next !== null && (heldAt[next] === 'site' || heldAt[next] === 'either');
          props.onChange({ role: next, siteId: atSite ? siteId : null });
        }}
        error={role === null ? props.error : undefined}
      />
      {(where === 'site' || where === 'either') && (
        <SelectField
          label={t('people.site')}
          hint={where === 'either' ? t('people.siteOrAll') : undefined}
          required={where === 'site'}
          clearable={where === 'either'}
          options={props.places.sites
            .filter((site) => site.closedAt === null)
            .map((site) => ({
              value: site.id,
              label: site.name[locale],
              group: organisation(site.organisationId),
            }))}
          value={siteId}
          onChange={(value) => props.onChange({ role, siteId: value })}
          error={role === null ? undefined : props.error}
        />
      )}
    </>
  );
}
