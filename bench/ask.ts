import { Agent, request } from 'node:http';
import { newId } from '../kernel/id.ts';
import type { Stage } from './stage.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one POST over a kept connection and gives the status; any answer but 200 is thrown. */
export function post(url: string, headers: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': String(Buffer.byteLength(body)),
          ...headers,
        },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode} ${text}`)),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Asks an operation as the worker of the stage, as a browser would. */
export function askAs(stage: Stage, operation: string, input: unknown): Promise<string> {
  return post(
    `${stage.url}/api/${operation}`,
    { 'X-Tributary': '1', 'Idempotency-Key': newId(), Cookie: `tributary=${stage.token}` },
    JSON.stringify(input),
  );
}

/** Does something `count` times on `width` lines at once; gives operations a second and each duration in milliseconds. */
export async function load(
  width: number,
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<{ rate: number; times: number[] }> {
  const times: number[] = [];
  let next = 0;
  const begun = performance.now();
  const line = async () => {
    for (let index = next++; index < count; index = next++) {
      const from = performance.now();
      await work(index);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: width }, line));
  return { rate: (count / (performance.now() - begun)) * 1000, times };
}

/** The value below which a share of the durations lie. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
