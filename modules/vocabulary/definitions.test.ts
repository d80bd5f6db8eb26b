import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleMeasure, exampleProgram, exampleSystem } from './examples.ts';
import { Definition, eligibilityOn, faultsOf, figuresOf, fold, pathOf, treeOf } from './model.ts';

const folder = join(import.meta.dirname, '../../definitions');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const contents = files.map((file) => ({
  file,
  value: JSON.parse(readFileSync(join(folder, file), 'utf8')) as object,
}));
const documents = contents.filter(({ value }) => !('about' in value));
const definitions = documents.map(({ value }) => Definition.parse(value));

type Kind = Definition['kind'];
function at<K extends Kind>(kind: K, key: string): Extract<Definition, { kind: K }> {
  const found = definitions.find((one) => one.kind === kind && one.key === key);
  if (!found) throw new Error(`${key} is not in definitions/`);
  return found as Extract<Definition, { kind: K }>;
}

/** The faults of the whole set once one definition has been changed. */
function faultsAfter<K extends Kind>(
  kind: K,
  key: string,
  change: (copy: Extract<Definition, { kind: K }>) => void,
) {
  const copy = structuredClone(at(kind, key));
  change(copy);
  return faultsOf(definitions.map((one) => (one.kind === kind && one.key === key ? copy : one)));
}

describe('every definition', () => {
  test('fits its kind, under a name that is its key, with its version where an earlier one stands too', () => {
    expect(documents.length).toBeGreaterThan(45);
    for (const { file, value } of documents) {
      expect(Definition.safeParse(value).error?.issues, file).toBeUndefined();
      const { key, version } = value as Definition;
      expect(file.endsWith(`${key}.json`) || file.endsWith(`${key}-${version}.json`), file).toBe(true);
    }
  });
  test('a field too many, or one that is missing, does not fit', () => {
    expect(Definition.safeParse({ ...exampleSystem, planted: 1 }).success).toBe(false);
    expect(Definition.safeParse({ ...exampleSystem, name: { en: 'Weather' } }).success).toBe(false);
  });
  test('stands beside a SOURCE.md', () => {
    const missing = [...new Set(documents.map(({ file }) => file.split(/[\\/]/)[0] ?? ''))].filter(
      (kind) => !statSync(join(folder, kind, 'SOURCE.md'), { throwIfNoEntry: false }),
    );
    expect(missing).toEqual([]);
  });
  test('the set has no faults', () => {
    expect(faultsOf(definitions)).toEqual([]);
    expect(faultsOf([exampleSystem, exampleMeasure, exampleProgram])).toEqual([]);
  });
  test('the same version given twice is a fault', () => {
    expect(faultsOf([exampleSystem, exampleSystem])).toHaveLength(1);
  });
});

describe('both languages', () => {
  test.each([
    ['a text left in English', (said: { en: string; fr: string }) => (said.fr = said.en)],
    ['a number that differs', (said: { en: string; fr: string }) => ((said.en += ' 12'), (said.fr += ' 13'))],
    ['a straight apostrophe', (said: { en: string; fr: string }) => (said.fr = "L'équipe")],
    ['a colon without its no-break space', (said: { en: string; fr: string }) => (said.fr += ' : fin')],
    ['an empty text', (said: { en: string; fr: string }) => (said.fr = ' ')],
  ])('%s is a fault', (_what, change) => {
    const faults = faultsAfter('vocabulary', 'cfir-2022', (copy) => change(copy.note));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.startsWith('cfir-2022@1.0.0: note'))).toBe(true);
  });
});

describe('code systems', () => {
  const kinds = (key: string) => Map.groupBy(at('vocabulary', key).codes, (code) => code.kind);
  const count = (key: string, kind: string) => kinds(key).get(kind)?.length ?? 0;
  test('CFIR 2022 has its 5 domains, 48 constructs and 19 subconstructs', () => {
    expect(['domain', 'construct', 'subconstruct'].map((kind) => count('cfir-2022', kind))).toEqual([
      5, 48, 19,
    ]);
  });
  test('ERIC has its 73 strategies, numbered 1 to 73, in 9 clusters', () => {
    expect([count('eric-73', 'strategy'), count('eric-73', 'cluster')]).toEqual([73, 9]);
    const numbers = (kinds('eric-73').get('strategy') ?? []).map((code) => Number(code.number));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 73 }, (_, index) => index + 1));
  });
  test('FRAME, PDSA, Proctor, RE-AIM, COREQ and SRQR have their published numbers', () => {
    expect([count('frame', 'dimension'), count('frame', 'option')]).toEqual([10, 102]);
    expect([count('pdsa', 'stage'), count('pdsa', 'field'), count('pdsa', 'decision')]).toEqual([4, 20, 3]);
    expect([count('proctor', 'outcome'), count('proctor', 'dimension')]).toEqual([8 + 6 + 3, 7]);
    expect(count('re-aim', 'dimension')).toBe(5);
    expect([count('coreq-32', 'item'), count('srqr-21', 'item')]).toEqual([32, 21]);
  });
  test.each([
    [
      'a code given twice',
      (codes: { code: string }[]) => ((codes[7] ??= { code: '' }).code = codes[6]?.code ?? ''),
    ],
    ['a code that is gone', (codes: { code: string }[]) => codes.splice(20, 1)],
    [
      'a parent that is not there',
      (codes: { parent?: string | null }[]) => ((codes[3] ??= {}).parent = 'nowhere'),
    ],
    [
      'a circle',
      (codes: { code?: string; parent?: string | null }[]) =>
        ((codes[0] ??= {}).parent = codes[1]?.code ?? null),
    ],
  ])('%s is a fault', (_what, change) => {
    expect(faultsAfter('vocabulary', 'cfir-2022', (copy) => change(copy.codes as never))).not.toEqual([]);
  });
  test('a tree keeps the published order, and a path tells two codes of one name apart', () => {
    const { codes } = at('vocabulary', 'cfir-2022');
    expect(treeOf(codes).map((node) => node.code)).toEqual([
      'innovation',
      'outer',
      'inner',
      'individuals',
      'process',
    ]);
    expect(pathOf(codes, 'process.engaging.recipients').map((one) => one.code)).toEqual([
      'process',
      'process.engaging',
      'process.engaging.recipients',
    ]);
  });
});

describe('scales', () => {
  test('the fidelity scale has 25 items in three sections, each with five anchors', () => {
    const scale = at('scale', 'ips-25');
    expect(scale.items).toHaveLength(25);
    expect(scale.sections.map((section) => section.items)).toEqual([3, 8, 14]);
    expect(scale.items.every((item) => item.anchors?.length === 5)).toBe(true);
    expect(scale.scoring.range).toEqual([25, 125]);
  });
  test('only scales whose text may ship have items', () => {
    const shipped = definitions
      .filter((one) => one.kind === 'scale' && one.items.length > 0)
      .map((one) => one.key);
    expect([...new Set(shipped)].sort()).toEqual(['gad-2', 'gad-7', 'ips-25', 'phq-2', 'phq-9']);
  });
  test.each([
    [
      'withheld text that ships',
      'who-5',
      (copy: Extract<Definition, { kind: 'scale' }>) => (copy.stem = { en: 'Over', fr: 'Au cours' }),
    ],
    ['an item that is gone', 'ips-25', (copy: Extract<Definition, { kind: 'scale' }>) => copy.items.pop()],
    [
      'a gap between bands',
      'phq-9',
      (copy: Extract<Definition, { kind: 'scale' }>) => copy.scoring.bands.splice(1, 1),
    ],
    [
      'a safety rule on no item',
      'phq-9',
      (copy: Extract<Definition, { kind: 'scale' }>) => copy.safety && (copy.safety.item = 'q99'),
    ],
  ])('%s is a fault', (_what, key, change) => {
    expect(faultsAfter('scale', key, (copy) => change(copy))).not.toEqual([]);
  });
});

describe('the ten anonymous programs', () => {
  const profiles = at('profiles', 'safer-supply-programs');
  const formulary = at('vocabulary', 'supply-formulary').codes;
  test('add up to the figures of the published table', () => {
    const figures = figuresOf(profiles, formulary);
    expect(figures.programs).toBe(10);
    expect(figures.staff).toEqual({ fullTime: 125, partTime: 83, positions: 208, roles: 34 });
    expect(figures.staffByProgram.map((one) => [one.fullTime, one.partTime])).toEqual([
      [8, 10],
      [30, 2],
      [9, 3],
      [11, 0],
      [6, 2],
      [10, 5],
      [35, 46],
      [7, 9],
      [1, 4],
      [8, 2],
    ]);
    expect(figures.formulations.rules.map((rule) => rule.count)).toEqual([15, 14, 13, 8, 11, 13]);
    expect(figures.programsPerSetting).toEqual({
      'stand-alone-clinic': 4,
      'primary-care-clinic': 3,
      'biometric-machine': 1,
      'primary-care-clinic-and-scs': 1,
      'harm-reduction-program': 1,
    });
    expect(figures.programsPerBand).toEqual({ some: 4, all: 1, few: 1, most: 4 });
    expect(profiles.programs.map((program) => program.medications.length)).toEqual([
      11, 11, 1, 3, 5, 12, 15, 6, 2, 6,
    ]);
  });
  test.each([
    [
      'a head too many',
      (copy: typeof profiles) => copy.programs[0]?.staff[0] && (copy.programs[0].staff[0].fullTime += 1),
    ],
    [
      'a head moved to another program',
      (copy: typeof profiles) => {
        const [from, to] = [copy.programs[0]?.staff[2], copy.programs[1]?.staff[2]];
        if (from) from.fullTime -= 1;
        if (to) to.fullTime += 1;
      },
    ],
    ['a medication left out', (copy: typeof profiles) => copy.programs[4]?.medications.pop()],
    [
      'a formulation nobody knows',
      (copy: typeof profiles) =>
        copy.programs[4]?.medications[0] && (copy.programs[4].medications[0].formulation = 'tea'),
    ],
    [
      'another setting',
      (copy: typeof profiles) => copy.programs[2] && (copy.programs[2].setting.type = 'stand-alone-clinic'),
    ],
    [
      'another band',
      (copy: typeof profiles) => copy.programs[2] && (copy.programs[2].sufficientDose = 'few'),
    ],
    ['a program left out', (copy: typeof profiles) => copy.programs.pop()],
  ])('%s is a fault', (_what, change) => {
    expect(faultsAfter('profiles', 'safer-supply-programs', (copy) => change(copy))).not.toEqual([]);
  });
});

describe('program models', () => {
  test('three ship, each from referral to closing', () => {
    const programs = definitions.filter((one) => one.kind === 'program');
    expect(programs.map((one) => one.key).sort()).toEqual([
      'safer-supply',
      'social-prescribing',
      'supported-employment',
    ]);
  });
  test('eligibility is what was in force on the day, the last day excluded', () => {
    const on = (day: string) => eligibilityOn(exampleProgram.eligibility, day).map((one) => one.id);
    expect([on('2023-12-31'), on('2024-12-31'), on('2025-01-01')]).toEqual([[], ['near'], ['anywhere']]);
  });
  test('criteria of a shipped model changed, and both texts are kept', () => {
    const { eligibility } = at('program', 'safer-supply');
    const on = (day: string) => eligibilityOn(eligibility, day).map((one) => one.id);
    expect(on('2025-06-30')).toContain('prior-treatment');
    expect(on('2025-07-01')).not.toContain('prior-treatment');
  });
  type Program = Extract<Definition, { kind: 'program' }>;
  test.each([
    ['a measure nobody defined', (copy: Program) => copy.measures.push('tea-drunk')],
    [
      'a pathway without a waitlist',
      (copy: Program) => (copy.stages = copy.stages.filter((stage) => stage.state !== 'waiting')),
    ],
    ['stages out of order', (copy: Program) => copy.stages.reverse()],
    ['a reason given twice', (copy: Program) => copy.declineReasons.push(...copy.declineReasons.slice(0, 1))],
    [
      'a sentence that ends before it begins',
      (copy: Program) => copy.eligibility[0] && (copy.eligibility[0].to = '2021-01-01'),
    ],
    [
      'a scale that is not there',
      (copy: Program) => copy.scales.push({ key: 'tea', version: '1.0.0', for: 'client' }),
    ],
  ])('%s is a fault', (_what, change) => {
    expect(faultsAfter('program', 'supported-employment', change)).not.toEqual([]);
  });
});

describe('links', () => {
  test('149 of 2,847 pairs of barrier and strategy are known, and are labelled partial', () => {
    const links = at('endorsements', 'cfir-eric');
    expect([links.status, links.percentages.length, links.coverage.pairsPossible]).toEqual([
      'partial',
      149,
      39 * 73,
    ]);
  });
  test('49 recommendations and 40 themes point at constructs and strategies that exist', () => {
    expect(at('recommendations', 'recommended-strategies').entries).toHaveLength(49);
    expect(at('themes', 'published-themes').themes).toHaveLength(40);
  });
  test.each([
    [
      'a construct that is not there',
      () =>
        faultsAfter(
          'themes',
          'published-themes',
          (copy) => copy.themes[0] && (copy.themes[0].construct = 'tea'),
        ),
    ],
    [
      'another number of barriers',
      () => faultsAfter('themes', 'published-themes', (copy) => copy.themes.pop()),
    ],
    [
      'a strategy that is not there',
      () =>
        faultsAfter('recommendations', 'recommended-strategies', (copy) =>
          copy.entries[0]?.strategies.push('tea'),
        ),
    ],
    [
      'a pair that went missing',
      () => faultsAfter('endorsements', 'cfir-eric', (copy) => copy.percentages.pop()),
    ],
  ])('%s is a fault', (_what, faults) => {
    expect(faults()).not.toEqual([]);
  });
});

test('a search folds accents, ligatures and case', () => {
  expect(fold('Préparation des Œuvres – « liées »')).toBe('preparation des oeuvres liees');
});
