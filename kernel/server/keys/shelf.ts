/** Keys in clear, in memory only: at most `size`, least recently used first to go, none older than `lifetime` milliseconds. */
export class Shelf<T> {
  readonly #size: number;
  readonly #lifetime: number;
  readonly #kept = new Map<string, { readonly value: T; readonly until: number }>();

  constructor(size: number, lifetime: number) {
    this.#size = size;
    this.#lifetime = lifetime;
  }

  /** The value kept under a name, unless it has grown too old. */
  get(name: string): T | undefined {
    const found = this.#kept.get(name);
    if (found === undefined) return undefined;
    this.#kept.delete(name);
    if (found.until < performance.now()) return undefined;
    this.#kept.set(name, found);
    return found.value;
  }

  /** Keeps a value, and lets the least recently used go when there is no more room. */
  put(name: string, value: T): void {
    this.#kept.delete(name);
    this.#kept.set(name, { value, until: performance.now() + this.#lifetime });
    if (this.#kept.size <= this.#size) return;
    const oldest = this.#kept.keys().next();
    if (!oldest.done) this.#kept.delete(oldest.value);
  }

  /** Lets one go. */
  drop(name: string): void {
    this.#kept.delete(name);
  }

  /** Lets all go. */
  clear(): void {
    this.#kept.clear();
  }

  /** How many are kept. */
  get count(): number {
    return this.#kept.size;
  }
}
