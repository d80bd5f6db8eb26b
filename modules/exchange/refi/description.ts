/** What a codebook says of a code. */
export type Guidance = { readonly definition: string; readonly include: string; readonly exclude: string };

const headings = { include: 'Include:', exclude: 'Exclude:' } as const;
const heading = /^( *)(?=(?:Include|Exclude):$)/gm;

/** The one description an exchange file has for a code: its definition, then what belongs in it and what does not, under headings. */
export function describe({ definition, include, exclude }: Guidance): string {
  const parts = [
    indented(definition),
    include === '' ? '' : `${headings.include}\n${indented(include)}`,
    exclude === '' ? '' : `${headings.exclude}\n${indented(exclude)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Reads a description of our own making back; every description is at least a definition. */
export function understand(description: string): Guidance {
  const found: Record<'definition' | 'include' | 'exclude', string[]> = {
    definition: [],
    include: [],
    exclude: [],
  };
  let part: keyof typeof found = 'definition';
  for (const line of description.split('\n')) {
    if (line === headings.include && part === 'definition') part = 'include';
    else if (line === headings.exclude && part !== 'exclude') part = 'exclude';
    else found[part].push(line);
  }
  const said = (lines: readonly string[]) =>
    lines
      .join('\n')
      .replace(/^ ( *(?:Include|Exclude):)$/gm, '$1')
      .trim();
  return { definition: said(found.definition), include: said(found.include), exclude: said(found.exclude) };
}

/** A line of the text that looks like a heading gets a space in front, so that it is not taken for one. */
function indented(text: string): string {
  return text.replace(heading, (spaces) => `${spaces} `);
}
