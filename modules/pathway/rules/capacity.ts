import type { Program } from '../../vocabulary/model.ts';

/** Stands for rooms where a role could stand. */
export const rooms = '#rooms';

/** What a program has at a site: full-time equivalents of a role or rooms, and what one of them carries there when that differs from the rule. */
export type CapacityInput = {
  readonly resource: string;
  /** Full-time equivalents or rooms, to the hundredth. */
  readonly amount: number;
  readonly clients: number | null;
};

/** One line of the arithmetic: so many of a resource, so many clients each, so many clients in all; empty while nobody has said how many there are. */
export type CapacityLine = {
  readonly resource: string;
  readonly amount: number | null;
  readonly clients: number;
  readonly carries: number | null;
  readonly ownRule: boolean;
};

/** How many clients can be carried, and the lines it follows from; nothing to say while a line is empty or there is none. */
export type Capacity = { readonly places: number | null; readonly lines: readonly CapacityLine[] };

/** Whole clients that an amount carries: hundredths are multiplied, so that 1.55 × 20 is 31 and never 30.999. */
function carried(amount: number, clients: number): number {
  return Math.floor((Math.round(amount * 100) * clients) / 100);
}

/** The rule of a program as lines to fill: clients for each full-time member of a role, and for each room. */
function ruled(rule: Program['capacity']): { resource: string; clients: number }[] {
  if (rule === undefined) return [];
  const perRoom = rule.rooms === undefined ? [] : [{ resource: rooms, clients: rule.rooms.clients }];
  return [{ resource: rule.perRole, clients: rule.clients }, ...perRoom];
}

/** Capacity is what the scarcest resource carries. A site may say what one of its own carries; that line then stands in for the rule's. */
export function capacityOf(rule: Program['capacity'], inputs: readonly CapacityInput[]): Capacity {
  const own = inputs.flatMap(({ resource, clients }) => (clients === null ? [] : [{ resource, clients }]));
  const limits = [
    ...ruled(rule).map((one) => own.find((other) => other.resource === one.resource) ?? one),
    ...own.filter((one) => !ruled(rule).some((other) => other.resource === one.resource)),
  ];
  const lines = limits.map(({ resource, clients }): CapacityLine => {
    const amount = inputs.find((one) => one.resource === resource)?.amount ?? null;
    const ownRule = own.some((one) => one.resource === resource);
    return { resource, amount, clients, carries: amount === null ? null : carried(amount, clients), ownRule };
  });
  const carries = lines.flatMap((line) => (line.carries === null ? [] : [line.carries]));
  const known = lines.length > 0 && carries.length === lines.length;
  return { places: known ? Math.min(...carries) : null, lines };
}

/** True when the rule of the program says what one of a resource carries. */
export function hasRule(rule: Program['capacity'], resource: string): boolean {
  return ruled(rule).some((one) => one.resource === resource);
}
