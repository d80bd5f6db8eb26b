import { useNameOf, useProgram } from '../../pathway/web/index.ts';

/** What a role of a program is called. */
export function RoleName(props: { of: { readonly programCode: string; readonly roleCode: string } }) {
  const nameOf = useNameOf();
  const program = useProgram(props.of.programCode);
  return <>{program ? nameOf(program.roles, props.of.roleCode) : ''}</>;
}
