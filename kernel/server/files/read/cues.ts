import type { Turn } from '../message.ts';
import { FileProblem } from '../problem.ts';
import { codePoints } from './points.ts';

type Cue = {
  readonly speaker: string | undefined;
  readonly words: string;
  readonly from: number;
  readonly to: number;
};

/** Turns subtitles (WebVTT or SubRip) into lines `Speaker: words`, neighbours of one speaker joined, with the times of the recording. */
export function readCues(text: string): { text: string; turns: Turn[] } {
  const cues = text.split(/\n{2,}/).flatMap((block) => cueOf(block) ?? []);
  if (cues.length === 0) throw new FileProblem('fileNoText');
  const lines: string[] = [];
  const turns: Turn[] = [];
  let start = 0;
  for (const said of joined(cues)) {
    const line = said.speaker === undefined ? said.words : `${said.speaker}: ${said.words}`;
    const end = start + codePoints(line);
    turns.push({ speaker: said.speaker ?? '', start, end, from: said.from, to: said.to });
    lines.push(line);
    start = end + 1;
  }
  return { text: lines.join('\n'), turns };
}

/** True when a decoded text is a WebVTT or SubRip file. */
export function cueKind(text: string): 'vtt' | 'srt' | undefined {
  if (/^WEBVTT(?:[ \t\n]|$)/.test(text)) return 'vtt';
  return /^\s*\d+[ \t]*\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->/.test(text) ? 'srt' : undefined;
}

function* joined(cues: readonly Cue[]): Generator<Cue> {
  let open: Cue | undefined;
  for (const cue of cues) {
    if (open !== undefined && cue.speaker !== undefined && cue.speaker === open.speaker) {
      open = { ...open, words: `${open.words} ${cue.words}`, to: Math.max(open.to, cue.to) };
      continue;
    }
    if (open !== undefined) yield open;
    open = cue;
  }
  if (open !== undefined) yield open;
}

const timing = /^(\d+:)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s+-->\s+(\d+:)?(\d{1,2}):(\d{2})[.,](\d{1,3})/;

function cueOf(block: string): Cue | undefined {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => timing.test(line.trim()));
  const times = timing.exec(lines[at]?.trim() ?? '');
  if (times === null || at > 1) return undefined;
  const payload = lines.slice(at + 1).join(' ');
  const voice = /<v(?:\.[^\s>]*)?\s+([^>]{1,80})>/.exec(payload)?.[1];
  const words = plainWords(payload);
  const named = /^([\p{L}][\p{L}\p{N} .'’-]{0,39})\s*:\s+(?=\S)/u.exec(words);
  const speaker = voice ?? named?.[1];
  const said = voice === undefined && named !== null ? words.slice(named[0].length) : words;
  if (said === '') return undefined;
  return { speaker: speaker?.trim(), words: said, from: moment(times, 1), to: moment(times, 5) };
}

function moment(times: RegExpExecArray, at: number): number {
  const [hours, minutes, seconds] = [times[at], times[at + 1], times[at + 2]].map((part) =>
    Number.parseInt(part ?? '0', 10),
  );
  const thousandths = Number((times[at + 3] ?? '0').padEnd(3, '0'));
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000 + thousandths;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  quot: '"',
  lrm: '',
  rlm: '',
};

function plainWords(payload: string): string {
  return payload
    .replace(/<[^>]{0,200}>/g, '')
    .replace(/&(amp|lt|gt|nbsp|quot|lrm|rlm);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
