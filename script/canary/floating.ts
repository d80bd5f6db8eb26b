const later = async (): Promise<number> => 1;

/** A planted fault: the promise of `later` is dropped. Lint that does not complain here has read no types. */
export function planted(): void {
  later();
}
