import { useEffect } from 'react';
import { Refused } from '../../../kernel/web/call.ts';
import { useQuery, useQueryClient } from '../../../kernel/web/queries.ts';
import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';

const researchers = ['evaluator', 'steward'];

/** One's own last steps in a study: undone and done again, by button or by Ctrl+Z and Ctrl+Shift+Z, on every screen of coding alike. */
export function useUndo(studyId: string) {
  const t = useWords(words);
  const { sees } = useSession();
  const client = useQueryClient();
  const asked = useQuery({
    queryKey: ['coding.listDeeds', studyId],
    queryFn: () => api.listDeeds({ studyId }),
    enabled: sees(researchers),
  });
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('coding.') });
  const leave = async (id: string) => {
    await api.leaveDeed({ id });
    await refresh();
    toast(t('undo.left'));
  };
  const turn = async (way: 'undo' | 'redo') => {
    try {
      const { what } = await api[way]({ studyId });
      await refresh();
      toast(t(way === 'undo' ? 'undo.undone' : 'undo.redone', { what: t(`deed.${what}`) }));
    } catch (why) {
      if (!(why instanceof Refused)) throw why;
      await refresh();
      const { deedId } = why.facts;
      const action =
        typeof deedId === 'string' ? (
          <Button size="small" onClick={() => void leave(deedId)}>
            {t('undo.leave')}
          </Button>
        ) : undefined;
      toast(why.message, { tone: 'warn', ...(action === undefined ? {} : { action }) });
    }
  };
  useUndoKeys((way) => void turn(way));
  return { next: asked.data, turn, refresh };
}

/** The two buttons, each saying what it would do. */
export function UndoButtons(props: { of: ReturnType<typeof useUndo> }) {
  const t = useWords(words);
  const { next, turn } = props.of;
  return (
    <Row gap={1}>
      {(['undo', 'redo'] as const).map((way) => {
        const deed = next?.[way];
        const what = deed ? t(`deed.${deed.what}`) : '';
        return (
          <Button
            key={way}
            size="small"
            disabled={!deed}
            label={deed ? `${t(way)} : ${what}` : t(way)}
            onClick={() => void turn(way)}
          >
            {t(way)}
          </Button>
        );
      })}
    </Row>
  );
}

/** Ctrl+Z (or ⌘Z) outside a field undoes, with Shift or as Ctrl+Y it does again. */
function useUndoKeys(turn: (way: 'undo' | 'redo') => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const key = event.key.toLowerCase();
      if (typing || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
      event.preventDefault();
      turn(key === 'y' || event.shiftKey ? 'redo' : 'undo');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
