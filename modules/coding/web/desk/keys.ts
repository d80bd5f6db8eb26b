/** What each key does in the text; its words stand at `keys.<act>`. Letters are the same in both languages of the interface. */
export const keysOf = {
  code: 'Enter',
  pick: 'c',
  again: 'r',
  active: 'a',
  inVivo: 'i',
  memo: 'm',
  next: 'n',
  previous: 'p',
  edit: 'e',
  reach: 'b',
  cut: 'k',
  join: 'j',
  propose: 'g',
  correct: 'x',
  remove: 'Delete',
  barrier: '1',
  facilitator: '2',
  mixed: '3',
  neutral: '4',
  keys: '?',
} as const;
export type Act = keyof typeof keysOf;

const acts = new Map<string, Act>(Object.entries(keysOf).map(([act, key]) => [key, act as Act]));

type Pressed = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget;
  readonly currentTarget: EventTarget;
};

/** What a key asks for; nothing when it is held with another, or belongs to a button that has the focus. */
export function askedBy(event: Pressed): Act | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === 'Enter' && event.target !== event.currentTarget) return undefined;
  return acts.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
}
