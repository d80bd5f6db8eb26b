import { unzipSync } from 'fflate';
import type { Operation } from '../../kernel/contract.ts';
import { newId } from '../../kernel/id.ts';
import type { ServerModule } from '../../kernel/server/module.ts';

/** An operation by its whole name. */
export type Named = { readonly name: string; readonly module: string; readonly operation: Operation };

/** A file for an upload. */
export type File = { readonly name: string; readonly content: string };

/** What came back, as text: status, headers and body, with what archives hold unpacked. */
export type Answer = { readonly status: number; readonly text: string; readonly request: string };

/** Every operation of every module. */
export function operationsOf(modules: readonly ServerModule[]): Named[] {
  return modules.flatMap(({ contract }) =>
    Object.entries(contract.operations).map(([verb, operation]) => ({
      name: `${contract.module}.${verb}`,
      module: contract.module,
      operation,
    })),
  );
}

/** True when an operation is for somebody with these roles. */
export function isFor(operation: Operation, roles: readonly string[]): boolean {
  const { who } = operation;
  return (
    who === 'public' ||
    (roles.length > 0 && (who === 'signed-in' || roles.some((role) => who.includes(role))))
  );
}

/** True when an operation changes something. */
export const writes = ({ operation }: Named): boolean =>
  operation.kind === 'command' || operation.kind === 'upload';

/** Asks through HTTP as whoever holds the token would, or as nobody. */
export async function ask(
  url: string,
  token: string | undefined,
  named: Named,
  input: unknown,
  files: readonly File[] = [],
): Promise<Answer> {
  const headers: Record<string, string> = { 'X-Tributary': '1', 'Idempotency-Key': newId() };
  if (token !== undefined) headers['Cookie'] = `tributary=${token}`;
  const raw = await fetch(`${url}/api/${named.name}`, {
    method: 'POST',
    ...(named.operation.kind === 'upload'
      ? { headers, body: form(input, files) }
      : { headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(input) }),
  });
  const body = Buffer.from(await raw.arrayBuffer());
  const said = [...raw.headers].filter(([name]) => name !== 'x-request').join('\n');
  return {
    status: raw.status,
    text: `${said}\n\n${readable(body)}`,
    request: raw.headers.get('x-request') ?? '',
  };
}

/** The JSON of an answer; an empty object where it is something else. */
export function jsonOf(answer: Answer): Record<string, unknown> {
  try {
    return JSON.parse(answer.text.slice(answer.text.indexOf('\n\n') + 2)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function form(input: unknown, files: readonly File[]): FormData {
  const made = new FormData();
  made.append('input', JSON.stringify(input));
  for (const { name, content } of files) made.append('file', new Blob([content]), name);
  return made;
}

function readable(body: Buffer): string {
  if (!body.subarray(0, 2).equals(Buffer.from('PK'))) return body.toString('utf8');
  return Object.entries(unzipSync(body))
    .map(([name, bytes]) => `${name}\n${Buffer.from(bytes).toString('utf8')}`)
    .join('\n');
}
