import type { Turn } from '../message.ts';
import { codePoints } from './points.ts';

type Line = { readonly label: string; readonly from: number | undefined; readonly start: number };

const time = String.raw`(?:[\[(]?(\d{1,2}(?::\d{2}){1,2})(?:[.,]\d{1,3})?[\])]?)`;
const label = String.raw`(\p{L}[\p{L}\p{N} .'’\-&#]{0,39}?)`;
const opening = new RegExp(
  String.raw`^[ \t]*(?:${time}[ \t]*[-–]?[ \t]*)?${label}[ \t\u00a0\u202f]*(?:${time})?[ \t\u00a0\u202f]*[:：](?=[\s\u00a0]|$)`,
  'u',
);
const inTable = new RegExp(String.raw`^[ \t]*${label}[:：]?\t(?=\S)`, 'u');

const roles =
  /^(?:interviewer|interviewee|moderator|facilitator|participant|speaker|respondent|client|staff|worker|nurse|manager|intervieweur|intervieweuse|interviewé|interviewée|enquêteur|enquêtrice|animateur|animatrice|modérateur|modératrice|participante|locuteur|locutrice|répondant|répondante|intervenant|intervenante|chercheur|chercheuse|researcher|voice|voix)(?:[ -]?(?:\d{1,3}|[a-z]))?$/iu;
const code = /^(?:[A-Z]{1,4}[ -]?\d{0,4}|[QARI])$/u;

/** Finds who speaks where: lines that begin with a role or a code (`Interviewer:`, `P01:`), or with a label that comes back (`Marie :`). */
export function findTurns(text: string): Turn[] {
  const lines = openings(text);
  const often = new Map<string, number>();
  for (const line of lines) often.set(line.label, (often.get(line.label) ?? 0) + 1);
  const kept = lines.filter(
    (line) => certain(line.label) || ((often.get(line.label) ?? 0) > 1 && nameLike(line.label)),
  );
  if (kept.length === 0) return [];
  const whole = codePoints(text.trimEnd());
  return kept.map((line, index) => {
    const end = (kept[index + 1]?.start ?? whole + 1) - 1;
    return {
      speaker: line.label,
      start: line.start,
      end,
      ...(line.from === undefined ? {} : { from: line.from }),
    };
  });
}

function openings(text: string): Line[] {
  const found: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const match = opening.exec(line.slice(0, 120));
    const cell = match === null ? inTable.exec(line.slice(0, 120)) : null;
    if (match?.[2] !== undefined)
      found.push({ label: match[2].trim(), from: clock(match[1] ?? match[3]), start });
    else if (cell?.[1] !== undefined && certain(cell[1].trim()))
      found.push({ label: cell[1].trim(), from: undefined, start });
    start += codePoints(line) + 1;
  }
  return found;
}

function certain(name: string): boolean {
  return roles.test(name) || code.test(name);
}

function nameLike(name: string): boolean {
  return name.split(/\s+/).length <= 4 && /^\p{Lu}/u.test(name);
}

function clock(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  return said.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1_000;
}
