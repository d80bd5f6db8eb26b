import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { LocaleProvider } from '../../../kernel/web/words.tsx';
import { exampleSystem } from '../examples.ts';
import { CodeTree } from './CodeTree.tsx';
import { useOpenCodes } from './useOpenCodes.ts';

/** The tree as the page shows it, for what was typed and the code the address names. */
function Shown(props: { text?: string; chosen?: string }) {
  const { chosen = '' } = props;
  const { shown, open, toggle, matches } = useOpenCodes(exampleSystem.codes, props.text ?? '', chosen);
  return (
    <>
      <output>{matches}</output>
      <CodeTree nodes={shown} open={open} toggle={toggle} chosen={chosen} />
    </>
  );
}

const html = (locale: 'en' | 'fr', props: { text?: string; chosen?: string }) =>
  renderToStaticMarkup(
    <LocaleProvider locale={locale} choose={() => undefined}>
      <Shown {...props} />
    </LocaleProvider>,
  );

describe('a framework as a tree', () => {
  test('speaks the language of the reader', () => {
    expect(html('fr', {})).toContain('Eau qui tombe en gouttes.');
    expect(html('en', {})).toContain('Water that falls in drops.');
    expect(html('en', {})).not.toContain('Pluie');
  });
  test('is closed at first, and open down to the code the address names', () => {
    expect(html('en', {})).not.toContain('<details open');
    expect(html('en', { chosen: 'wet.rain' })).toContain('<details open');
  });
  test('shows what was typed in either language, without accents, with what stands above it', () => {
    const found = html('en', { text: 'legere ete' });
    expect(found).toContain('Snow');
    expect(found).toContain('Wet');
    expect(found).not.toContain('Rain');
    expect(found).toContain('<output>1</output>');
  });
  test('shows nothing for words that no code has', () => {
    expect(html('en', { text: 'thunder' })).not.toContain('Wet');
  });
});
