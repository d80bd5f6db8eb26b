import { useWords } from '../../../../kernel/web/words.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import type { DeskState } from '../desk/useDesk.ts';
import { MemoSheet } from '../memos/MemoSheet.tsx';
import { CodeForm } from '../pick/CodeForm.tsx';
import { lineAt } from '../text/segments.ts';
import { CorrectSheet } from './CorrectSheet.tsx';
import { KeysSheet } from './KeysSheet.tsx';
import { Proposals } from './Proposals.tsx';

/** The sheets of the desk; one at a time lies over it. */
export function DeskSheets(props: { desk: DeskState }) {
  const { desk } = props;
  const { open, finish, reach, lines, source, codebook } = desk;
  const line = lines[lineAt(lines, reach.chosen?.from ?? 0)];
  return (
    <>
      {codebook && <CodeSheets desk={desk} codebook={codebook} />}
      {open === 'correct' && line && <CorrectSheet source={source} line={line} onClose={finish} />}
      <KeysSheet open={open === 'keys'} onClose={finish} />
    </>
  );
}

function CodeSheets(props: { desk: DeskState; codebook: Codebook }) {
  const t = useWords(words);
  const { desk, codebook } = props;
  const { open, finish, row, codings, recent, source } = desk;
  const { chosen } = desk.reach;
  const quote = chosen ? source.text.slice(chosen.from, chosen.to) : '';
  return (
    <>
      <Sheet open={open === 'code'} onClose={finish} title={t('coding.new')}>
        {open === 'code' && chosen && (
          <CodeForm
            quote={quote}
            codebook={codebook}
            recent={recent}
            initial={{ ...desk.last, strength: null, memo: '' }}
            saveLabel={t('coding.save')}
            onSave={desk.keep}
          />
        )}
      </Sheet>
      <Sheet open={open === 'edit'} onClose={finish} title={t('coding.edit')}>
        {open === 'edit' && row && (
          <CodeForm
            key={`${row.coding.id}.${row.coding.version}`}
            quote={row.quote}
            codebook={codebook}
            recent={recent}
            initial={{ ...row.coding, memo: row.coding.memo ?? '' }}
            saveLabel={t('coding.saveChange')}
            onSave={(said) => codings.change(row.coding, said).then(finish)}
            onRemove={() => codings.remove(row.coding).then(finish)}
          />
        )}
      </Sheet>
      {open === 'propose' && chosen && (
        <Proposals
          source={source}
          passage={codings.pointsIn(chosen)}
          codebook={codebook}
          onClose={finish}
          onDecided={codings.refresh}
        />
      )}
      <MemoSheet
        open={open === 'memo'}
        onClose={finish}
        studyId={source.studyId}
        codebook={codebook}
        on={memoOn(desk, quote)}
      />
    </>
  );
}

/** What a memo written now is about: the coding that is pointed at when its own words are chosen, else the chosen words. */
function memoOn({ row, reach: { chosen }, source, codings }: DeskState, quote: string) {
  if (row && chosen && row.from === chosen.from && row.to === chosen.to)
    return { about: 'coding' as const, codingId: row.coding.id, quote: row.quote };
  return {
    about: 'passage' as const,
    sourceId: source.id,
    contentVersion: source.contentVersion,
    quote,
    ...codings.pointsIn(chosen ?? { from: 0, to: 1 }),
  };
}
