import { describe, expect, test } from 'vitest';
import { withFiles } from './build.ts';
import { wayOf } from './ways.ts';

const origin = 'https://tributary.example.org';
const files = ['/', '/assets/web-1a2b.js', '/mark.svg'];
const asked = (path: string, more: { method?: string; mode?: string } = {}) =>
  wayOf({ method: 'GET', mode: 'cors', url: new URL(path, origin).href, ...more }, origin, files);

describe('the worker', () => {
  test('answers pages and the files of its own build', () => {
    expect(asked('/clients/018f', { mode: 'navigate' })).toBe('page');
    expect(asked('/assets/web-1a2b.js')).toBe('file');
    expect(asked('/mark.svg')).toBe('file');
  });
  test.each([
    ['/api/care.listContacts', { method: 'POST' }],
    ['/api/care.listContacts', {}],
    ['/api/files', { mode: 'navigate' }],
    ['/hsds/services', { mode: 'navigate' }],
    ['/hsds', {}],
    ['/fhir/Patient', {}],
    ['/health', {}],
    ['/assets/web-9z9z.js', {}],
    ['/', { method: 'POST', mode: 'navigate' }],
    ['https://elsewhere.example/assets/web-1a2b.js', {}],
  ])('leaves %s to the network', (path, more) => {
    expect(asked(path, more)).toBe('leave');
  });
  test('carries the name of its build, and another name when one file changed', () => {
    const code = `const f=JSON.parse('__TRIBUTARY_FILES__');const s=\`tributary-__TRIBUTARY_BUILD__\`;`;
    const [one, other] = [withFiles(code, files), withFiles(code, [...files, '/assets/new-0000.js'])];
    expect(one).toContain(JSON.stringify(files));
    expect(/tributary-(\w{16})/.exec(one)?.[1]).not.toBe(/tributary-(\w{16})/.exec(other)?.[1]);
    expect(() => withFiles('void 0', files)).toThrow(/no place/);
  });
});
