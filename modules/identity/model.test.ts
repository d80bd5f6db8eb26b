import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressBlock, codeFor, deviceName, fits, heldAt, roles, sameEmail } from './model.ts';

describe('roles', () => {
  test('fit where they are held and nowhere else', () => {
    const places = [
      [null, null],
      ['site', null],
      [null, 'study'],
      ['site', 'study'],
    ] as const;
    const table = roles.map((role) => [role, ...places.map(([site, study]) => fits(role, site, study))]);
    expect(table).toEqual([
      ['steward', true, false, false, false],
      ['coordinator', false, true, false, false],
      ['worker', false, true, false, false],
      ['clinician', false, true, false, false],
      ['lead', true, true, false, false],
      ['evaluator', true, false, true, false],
      ['privacy', true, false, false, false],
      ['funder', true, false, false, false],
    ]);
    expect(Object.keys(heldAt)).toEqual([...roles]);
  });
});

describe('an address', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('%s stands for %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });

  test('every host of one IPv6 network is the same neighbour', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 4, maxLength: 4 }),
        fc.array(group, { minLength: 4, maxLength: 4 }),
        (net, host) => {
          expect(addressBlock([...net, ...host].join(':'))).toBe(net.join(':'));
        },
      ),
    );
  });
});

test('a browser is called what people call it', () => {
  expect(
    deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18.0 Mobile Safari/604.1'),
  ).toBe('Safari · iOS');
  expect(deviceName('Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe(
    'Edge · Windows',
  );
  expect(deviceName('curl/8')).toBe('');
});

test('the same e-mail address is found however it was typed', () => {
  expect(sameEmail(' Zoé@Example.ORG ')).toBe(sameEmail('zoe\u0301@example.org'));
});

test('codes of places are short, plain and never taken twice', () => {
  expect(codeFor('Centre de santé Rivage', [])).toBe('centre-de-sante-rivage');
  expect(codeFor('Le Quai', ['le-quai', 'le-quai-2'])).toBe('le-quai-3');
  expect(codeFor('???', [])).toBe('place');
});
