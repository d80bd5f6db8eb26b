/** True when a lesson's construct is the one asked for, or stands below it. */
export function isOn(construct: { readonly code: string } | null, asked: string): boolean {
  return construct !== null && (construct.code === asked || construct.code.startsWith(`${asked}.`));
}
