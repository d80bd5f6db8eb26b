import type { ContactLine } from '../../contract.ts';

/** A visit as it is shown: the contact that stands for it, and the others that noted it too. */
export type Visit = { readonly head: ContactLine; readonly also: readonly ContactLine[] };

/** Contacts put together by visit, in the order they came; a contact whose visit is not among them stands by itself. */
export function grouped(contacts: readonly ContactLine[]): readonly Visit[] {
  const here = new Set(contacts.map(({ id }) => id));
  const headOf = ({ id, visit }: ContactLine) =>
    visit.visitId !== null && here.has(visit.visitId) ? visit.visitId : id;
  return contacts
    .filter((one) => headOf(one) === one.id)
    .map((head) => ({ head, also: contacts.filter((one) => one !== head && headOf(one) === head.id) }));
}
