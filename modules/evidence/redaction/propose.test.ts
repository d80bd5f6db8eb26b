import { describe, expect, test } from 'vitest';
import { capitalWords, type KnownNames, propose, replacements } from './propose.ts';

const nobody: KnownNames = { keyed: new Map(), staff: [], places: [] };
const found = (text: string, known: KnownNames = nobody) =>
  propose(text, known).map(({ from, to, kind }) => `${kind}: ${text.slice(from, to)}`);

describe('what is proposed', () => {
  test.each([
    ['Write me at canary.bird+x@example.org today.', 'contact: canary.bird+x@example.org'],
    ['Call (613) 555-0142 or not.', 'contact: (613) 555-0142'],
    ['Composez le 514 555-0199.', 'contact: 514 555-0199'],
    ['See https://example.org/a?b=1 for it.', 'contact: https://example.org/a?b=1'],
    ['The code was K1A 0B6 then.', 'contact: K1A 0B6'],
    ['We met at 12 Maple Street after.', 'contact: 12 Maple Street'],
    ['On habitait au 45, rue des Érables.', 'contact: 45, rue des Érables'],
    ['It was on March 3rd, 2025 I think.', 'date: March 3rd, 2025'],
    ['C’était le 1er avril 2024, je crois.', 'date: le 1er avril 2024'],
    ['since 2024-02-29 anyway', 'date: 2024-02-29'],
    ['né en mars 1980, oui', 'date: mars 1980'],
    ['my card is 1234-567-890 AB now', 'number: 1234-567-890 AB'],
    ['she is 93 years old', 'number: 93'],
    ['elle a 101 ans', 'number: 101'],
    ['I saw Dr. Placeholder about it.', 'name: Placeholder'],
    ['Je m’appelle Exemple et toi?', 'name: Exemple'],
    ['my sister Sample drove me', 'name: Sample'],
    ['ma soeur Exemple m’a conduit', 'name: Exemple'],
    ['I lived in Sampleville then.', 'place: Sampleville'],
    ['il habite à Exempleville encore', 'place: Exempleville'],
    ['and then Somebody called me back', 'name: Somebody'],
  ])('%s', (text, proposal) => {
    expect(found(text)).toEqual([proposal]);
  });
  test.each([
    'We waited 12 weeks, and then 3 more on Monday.',
    'I think the work helped. Nobody said why. It was 9:30, room 204.',
    'En janvier, on a recommencé. On était 14 personnes.',
    'It costs 1,200 dollars and took 45 minutes; the IPS model said so.',
    'I may march in, or I may not, may be.',
  ])('nothing in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
  test('names of staff and of places, whole, whatever their accents and endings', () => {
    const known = { keyed: new Map(), staff: ['Élodie Exemple'], places: ['Harbour Health Centre'] };
    expect(
      found('Elodie Exemple works at the harbour. At Harbour Health Centre I met ÉLODIE EXEMPLE.', known),
    ).toEqual(['name: Elodie Exemple', 'place: Harbour Health Centre', 'name: ÉLODIE EXEMPLE']);
  });
  test('words of the key, joined, with their pseudonym, without the ending they carry', () => {
    const keyed = new Map([
      ['ann', 'P01'],
      ['canary', 'P01'],
      ['max', 'P02'],
    ]);
    const text = 'Ann Canary’s bus; d’Ann et de Max. An ann of max.';
    const proposals = propose(text, { ...nobody, keyed });
    expect(proposals.map(({ from, to, pseudonym }) => [text.slice(from, to), pseudonym])).toEqual([
      ['Ann Canary', 'P01'],
      ['Ann', 'P01'],
      ['Max', 'P02'],
    ]);
    expect(capitalWords(text)).toEqual(expect.arrayContaining(['ann', 'canary', 'max']));
  });
});

test('equal words get equal replacements, and a second reading goes on counting', () => {
  const labels = { name: 'name', place: 'place', number: 'number', date: 'date', contact: 'contact' };
  const text = 'I met Dr. Sample and [name 3]. my sister Other knew Dr. Sample since 2024-01-01.';
  expect(replacements(text, propose(text, nobody), labels)).toEqual([
    '[name 4]',
    '[name 5]',
    '[name 4]',
    '[date]',
  ]);
});

test('a text of a million characters is read in one pass', () => {
  const text = 'Then I said to Somebody that it was fine, 613 555-0142. '.repeat(4_000);
  expect(propose(text, nobody).length).toBe(8_000);
});
