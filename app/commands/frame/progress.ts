/** Shows how far long work has come. */
export type Progress = { readonly at: (done: number, total?: number) => void; readonly end: () => void };

const width = 24;
const quiet: Progress = { at: () => {}, end: () => {} };

/** A bar on a terminal, nothing anywhere else: on stderr, redrawn at most ten times a second, gone at the end. */
export function progressOn(stream: NodeJS.WriteStream, label: string): Progress {
  if (!stream.isTTY) return quiet;
  let last = 0;
  const at = (done: number, total?: number) => {
    const now = performance.now();
    if (now - last < 100 && done !== total) return;
    last = now;
    const part = total === undefined ? 0 : Math.min(1, total === 0 ? 1 : done / total);
    const bar = '█'.repeat(Math.round(part * width)).padEnd(width, '░');
    stream.write(`\r\x1b[K${label} ${total === undefined ? done : `${bar} ${done} / ${total}`}`);
  };
  return { at, end: () => void stream.write('\r\x1b[K') };
}
