import type { File } from './ask.ts';
import type { Setting } from './setting.ts';

type Say = (path: string) => string;
const lines = (...rows: readonly string[]) => `${rows.join('\n')}\n`;

/** A small directory in the form of HSDS 3.0, its texts planted. */
function directory(at: Setting, say: Say): File[] {
  const { code } = at.site;
  return [
    {
      name: 'organizations.csv',
      content: lines(
        'id,name,description',
        `o-${code},${say('organizations.name')},${say('organizations.description')}`,
      ),
    },
    {
      name: 'services.csv',
      content: lines(
        'id,organization_id,name,description,status',
        `s-${code},o-${code},${say('services.name')},${say('services.description')},active`,
      ),
    },
  ];
}

const codings = (at: Setting, say: Say): File[] => [
  {
    name: 'codings.jsonl',
    content: JSON.stringify({
      document: `text-${at.site.code}.txt`,
      start: 0,
      end: 5,
      code: 'innovation.source',
      valence: 'barrier',
      coder: say('codings.coder'),
      memo: say('codings.memo'),
    }),
  },
];

const survey = (at: Setting, say: Say): File[] => [
  {
    name: `survey-${at.site.code}.csv`,
    content: lines(
      'Participant,Shift,What helped you most?',
      `S-${at.site.code},Day,"${say('file')} helped, and nothing else did so much."`,
    ),
  },
];

/** The files an upload brings; a text for those not named here. */
export function filesFor(at: Setting, say: Say): File[] {
  if (at.named.operation.kind !== 'upload') return [];
  if (at.named.name === 'exchange.importHsds') return directory(at, say);
  if (at.named.name === 'coding.importCodings') return codings(at, say);
  if (/^evidence\.(?:lookAt|import)Survey$/.test(at.named.name)) return survey(at, say);
  return [{ name: `text-${at.site.code}.txt`, content: `P01: ${say('file')}` }];
}
