import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = join(import.meta.dirname, '..', 'commands.ts');
let home: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tributary commands '));
});
afterAll(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

type Ended = { code: number | null; out: string; said: string };

function begin(words: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...words], {
    cwd: home,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, said })));
  const saying = async (pattern: RegExp) => {
    while (!pattern.test(said)) {
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { child, ended, saying };
}

const tributary = (words: readonly string[], environment?: Record<string, string>) =>
  begin(words, environment).ended;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('how it is called', () => {
  test('every level has its help', async () => {
    for (const words of [
      ['--help'],
      ['serve', '--help'],
      ['audit', '--help'],
      ['audit', 'verify', '--help'],
      ['backup', '--help'],
    ]) {
      const { code, out } = await tributary(words);
      expect([words, code]).toEqual([words, 0]);
      expect(out).toMatch(/^Usage: tributary/);
    }
  });

  test('a wrong call ends with 2 and says so', async () => {
    for (const words of [
      ['nonsense'],
      ['serve', '--port', 'many'],
      ['migrate', '--loud'],
      ['restore'],
      ['audit', 'nonsense'],
    ]) {
      const { code, said } = await tributary(words);
      expect([words, code]).toEqual([words, 2]);
      expect(said).toMatch(/error|Usage/);
    }
  });

  test('a refusal ends with 1, as a sentence for people and as an object for machines', async () => {
    const nowhere = { DATABASE_URL: 'postgres://me:secret-word@127.0.0.1:1/none' };
    const plain = await tributary(['migrate'], nowhere);
    expect(plain).toMatchObject({ code: 1, out: '' });
    expect(plain.said.trim()).toBe(
      'The database server of DATABASE_URL cannot be used (127.0.0.1:1): nothing listens there.',
    );
    const json = await tributary(['migrate', '--json'], nowhere);
    expect(json).toMatchObject({ code: 1, said: '' });
    expect(JSON.parse(json.out)).toEqual({ error: { sentence: plain.said.trim() } });
    expect(existsSync(join(home, 'data', 'postgres'))).toBe(false);
  });
});

describe('a server', { timeout: 600_000 }, () => {
  test('starts, says where it is, lets commands work beside it, refuses a second one, and stops cleanly', async () => {
    const [data, port] = [join(home, 'one'), await freePort()];
    const server = begin(['serve', '--empty', '--data', data, '--port', String(port)]);
    await server.saying(/Tributary is open at http:\/\/localhost:\d+/);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    const verified = await tributary(['audit', 'verify', '--json', '--data', data]);
    expect([verified.code, JSON.parse(verified.out)]).toMatchObject([0, { faults: [] }]);
    const second = await tributary(['serve', '--empty', '--data', data, '--port', '0']);
    expect(second.said).toMatch(
      new RegExp(`Another Tributary server already uses this data folder: process ${server.child.pid}`),
    );
    expect(second.code).toBe(1);
    const elsewhere = await tributary([
      'serve',
      '--empty',
      '--data',
      join(home, 'two'),
      '--port',
      String(port),
    ]);
    expect(elsewhere.said).toContain(`Port ${port} is in use.`);
    expect(elsewhere.code).toBe(1);
    expect(existsSync(join(home, 'two/postgres/cluster/postmaster.pid'))).toBe(false);
    server.child.kill('SIGINT');
    expect((await server.ended).code).toBe(0);
    expect(existsSync(join(data, 'postgres/cluster/postmaster.pid'))).toBe(false);
    expect((await readdir(home)).filter((name) => !['data', 'one', 'two'].includes(name))).toEqual([]);
  });

  test('interrupted while it is still starting leaves nothing running', async () => {
    const data = join(home, 'three');
    const server = begin(['serve', '--empty', '--data', data, '--port', '0']);
    while (!existsSync(join(data, 'postgres/cluster/postmaster.pid')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(existsSync(join(data, 'postgres/cluster/postmaster.pid'))).toBe(false);
  });

  test('refuses the data of a newer version', async () => {
    const cluster = join(home, 'four/postgres/cluster');
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'PG_VERSION'), '42\n');
    const { code, said } = await tributary(['serve', '--data', join(home, 'four')]);
    expect([code, said]).toEqual([1, expect.stringMatching(/was written by a newer version of Tributary/)]);
  });

  const ownMounts = process.platform === 'linux' && process.getuid?.() === 0;
  test.runIf(ownMounts)('says that the disk is full', () => {
    const place = join(home, 'small');
    const inside = `mount -t tmpfs -o size=20M tmpfs "$1" && { "$2" "$3" migrate --data "$1/data" 2>&1; echo "code $?"; }`;
    execFileSync('mkdir', ['-p', place]);
    const said = execFileSync('unshare', ['-m', 'sh', '-c', inside, 'sh', place, process.execPath, program], {
      encoding: 'utf8',
    });
    expect(said).toMatch(/The disk that holds .* is full: free some space and start again/);
    expect(said).toContain('code 1');
  });
});

describe('backup and restore', { timeout: 600_000 }, () => {
  test('from a running server to a new folder, and refused when a byte was changed', async () => {
    const at = (name: string) => join(home, 'kept', name);
    await mkdir(at(''), { recursive: true });
    expect((await tributary(['backup', '--make-key', at('key')])).code).toBe(0);
    expect((await tributary(['migrate', '--data', at('data')])).code).toBe(0);
    const made = await tributary([
      'backup',
      at('copy'),
      '--for',
      at('key.pub'),
      '--data',
      at('data'),
      '--json',
    ]);
    expect([made.code, made.said]).toEqual([0, '']);
    const words = ['restore', at('copy'), '--key', at('key'), '--keys', at('data/keys'), '--json'];
    const done = await tributary([...words, '--data', at('restored')]);
    expect([done.code, JSON.parse(done.out)]).toMatchObject([0, { ok: true, audit: { faults: [] } }]);
    expect((await tributary([...words, '--data', at('data')])).out).toContain('not empty');
    await writeFile(at('copy/parts/0000100'), 'x');
    const refused = await tributary([...words, '--data', at('third')]);
    expect([refused.code, refused.out]).toEqual([
      1,
      expect.stringMatching(/parts\/0000100 \(.+\) is not what was written/),
    ]);
    expect(existsSync(at('third'))).toBe(false);
  });

  test('with a database server of its own points to that server’s tools', async () => {
    await writeFile(join(home, 'any.pub'), 'x');
    const { code, said } = await tributary(['backup', join(home, 'never'), '--for', join(home, 'any.pub')], {
      DATABASE_URL: 'postgres://127.0.0.1:1/x',
    });
    expect([code, said]).toEqual([1, expect.stringMatching(/pgBackRest/)]);
  });
});
