import type { FetchedFile } from '../call.ts';

/** Hands a fetched file to the browser's own "save" as a download. */
export function saveFile(file: FetchedFile): void {
  const address = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
