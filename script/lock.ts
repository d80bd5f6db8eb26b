import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Entry = {
  version: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry> };

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openharmony',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'win32',
];
const processors = [
  'arm64',
  'x64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
];

/** What a package of another system is for, from its name: `…-linux-x64-musl`. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/);
  const os = systems.filter((one) => words.includes(one));
  const cpu = processors.filter((one) => words.includes(one));
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : [];
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }) };
}

/**
 * Completes package-lock.json after `npm install`: a package for another system that could not be looked up at that moment is
 * written down with its exact version, or `npm ci` would call the lock incomplete. Run it after every change of the packages.
 */
async function completeLock(file: string): Promise<number> {
  const lock = JSON.parse(await readFile(file, 'utf8')) as Lock;
  const wanted = Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).map(([name, version]) => ({ place, name, version })),
  );
  const known = (place: string, name: string) =>
    [`node_modules/${name}`, `${place}/node_modules/${name}`].some((path) => path in lock.packages);
  const missing = wanted.filter(({ place, name }) => !known(place, name));
  for (const { name, version } of missing) {
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~]/, ''),
      ...platformOf(name),
      optional: true,
    };
  }
  const sorted = Object.fromEntries(
    Object.entries(lock.packages).toSorted(([one], [other]) => one.localeCompare(other, 'en')),
  );
  if (missing.length > 0)
    await writeFile(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
  return missing.length;
}

console.log(
  `${await completeLock(process.argv[2] ?? join(import.meta.dirname, '..', 'package-lock.json'))} packages of other systems added`,
);
