import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packages = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(packages.resolve(`${name}/package.json`));

const faces = [
  ['@expo-google-fonts/figtree', '400Regular/Figtree_400Regular.ttf'],
  ['@expo-google-fonts/figtree', '600SemiBold/Figtree_600SemiBold.ttf'],
  ['@expo-google-fonts/figtree', '700Bold/Figtree_700Bold.ttf'],
  ['@expo-google-fonts/fraunces', '400Regular/Fraunces_400Regular.ttf'],
  ['@expo-google-fonts/fraunces', '600SemiBold/Fraunces_600SemiBold.ttf'],
] as const;

/** What is set in type: the source, the folder its paths begin at, and files it reads by name. */
export type ToSet = {
  readonly folder: string;
  readonly source: string;
  readonly files: Readonly<Record<string, string>>;
};

/** Sets a Typst source as an accessible PDF (PDF/UA-1, tagged). The typesetter is loaded at the first page, not at the start of the server. */
export async function typeset({ folder, source, files }: ToSet): Promise<Uint8Array> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = await Promise.all(faces.map(([name, file]) => readFile(join(folderOf(name), file))));
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] });
  for (const [name, content] of Object.entries(files))
    compiler.mapShadow(join(folder, name), Buffer.from(content));
  return compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' });
}
