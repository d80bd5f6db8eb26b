import type { CodeEntry } from '../shapes/codeSystem.ts';
import type { CountingRule, Profile, Profiles } from '../shapes/profiles.ts';

const heads = (staff: Profile['staff']) => ({
  fullTime: staff.reduce((sum, one) => sum + one.fullTime, 0),
  partTime: staff.reduce((sum, one) => sum + one.partTime, 0),
});

/** Programs that hold a value, by value, each list in program order. */
function programsBy(programs: readonly Profile[], values: (program: Profile) => readonly string[]) {
  const found: Record<string, string[]> = {};
  for (const program of programs) {
    for (const value of new Set(values(program))) (found[value] ??= []).push(program.code);
  }
  return found;
}

const sizes = (lists: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.length]));

const part = (entry: CodeEntry, name: CountingRule['by'][number]) =>
  name === 'code' ? entry.code : String(entry.facts?.[name] ?? '');

/** How many of these formulations there are by one way of counting. */
function countBy(rule: CountingRule, entries: readonly CodeEntry[]): number {
  const counted = entries.filter(
    (entry) => !rule.withoutActive.includes(part(entry, 'active')) && !rule.withoutCodes.includes(entry.code),
  );
  return new Set(counted.map((entry) => rule.by.map((name) => part(entry, name)).join('|'))).size;
}

function staffByRole(programs: readonly Profile[], roles: readonly string[]) {
  return roles.map((role) => {
    const holds = programs.filter((program) => program.staff.some((one) => one.code === role));
    const staff = holds.flatMap((program) => program.staff.filter((one) => one.code === role));
    return { role, ...heads(staff), programs: holds.map((program) => program.code) };
  });
}

function medicationFigures({ programs, checks }: Profiles, formulary: readonly CodeEntry[]) {
  const classOf = new Map(formulary.map((entry) => [entry.code, entry.parent ?? '']));
  const by = programsBy(programs, (one) => one.medications.map((given) => given.formulation));
  const used = (name: string) =>
    formulary.filter((entry) => entry.parent === name && by[entry.code] !== undefined);
  const counted = used(checks.formulations.class);
  return {
    formulations: {
      ...checks.formulations,
      rules: checks.formulations.rules.map((rule) => ({ ...rule, count: countBy(rule, counted) })),
    },
    otherClasses: Object.fromEntries(
      Object.keys(checks.otherClasses).map((name) => [name, used(name).length]),
    ),
    programsPerFormulation: Object.fromEntries(counted.map(({ code }) => [code, by[code] ?? []])),
    programsWithClass: programsBy(programs, (one) =>
      one.medications.map((given) => classOf.get(given.formulation) ?? ''),
    ),
  };
}

/** The figures of the profiles, counted from the programs, in the shape of the published check figures. */
export function figuresOf(profiles: Profiles, formulary: readonly CodeEntry[]): Profiles['checks'] {
  const { programs, checks } = profiles;
  const roles = [...new Set(programs.flatMap((program) => program.staff.map((one) => one.code)))].sort();
  const total = heads(programs.flatMap((program) => program.staff));
  const wishes = (program: Profile) =>
    program.wishedMedications.some((one) => checks.wishing.codes.includes(one.code));
  return {
    programs: programs.length,
    staff: { ...total, positions: total.fullTime + total.partTime, roles: roles.length },
    staffByProgram: programs.map((program) => ({ program: program.code, ...heads(program.staff) })),
    staffByRole: staffByRole(programs, roles),
    ...medicationFigures(profiles, formulary),
    programsPerSetting: sizes(programsBy(programs, (one) => [one.setting.type])),
    programsPerIntegration: sizes(programsBy(programs, (one) => [one.setting.integration])),
    programsPerBand: sizes(programsBy(programs, (one) => [one.sufficientDose])),
    wishing: { ...checks.wishing, programs: programs.filter(wishes).map((program) => program.code) },
  };
}

/** A value written the same way whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** Figures that differ from the published ones, by name. */
export function profileFaults(profiles: Profiles, formulary: readonly CodeEntry[]): string[] {
  const counted = figuresOf(profiles, formulary);
  const byRole = (figures: Profiles['checks']) => ({
    ...figures,
    staffByRole: [...figures.staffByRole].sort((a, b) => (a.role < b.role ? -1 : 1)),
  });
  const [have, stated] = [byRole(counted), byRole(profiles.checks)];
  return (Object.keys(stated) as (keyof Profiles['checks'])[]).flatMap((name) =>
    canonical(have[name]) === canonical(stated[name]) ? [] : [`${name} is not the published figure`],
  );
}
