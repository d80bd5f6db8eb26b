import { useState } from 'react';
import { caller } from '../../../../kernel/web/call.ts';
import { useQueryClient } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Item, reports } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };

const api = caller<typeof reports>('reports');
const tones = { said: 'good', filled: 'good', part: 'warn', missing: 'bad' } as const;

type List = { readonly key: string; readonly name: string; readonly items: readonly Item[] };

/** A checklist of reporting: what the records say to each item, what is missing by name, and a place to write it. */
export function ChecklistPanel(props: { studyId: string; list: List }) {
  const t = useWords(words);
  const { list, studyId } = props;
  const [writing, setWriting] = useState<Item | undefined>(undefined);
  const missing = list.items.filter((item) => item.state === 'missing').length;
  return (
    <Stack gap={4}>
      <h2>{list.name}</h2>
      <Notice tone={missing === 0 ? 'good' : 'warn'} live={false}>
        {missing === 0 ? t('study.complete') : t('study.missing', { missing, of: list.items.length })}
      </Notice>
      {list.items.map((item) => (
        <Panel
          key={item.code}
          level={3}
          title={`${item.number}. ${item.label}`}
          hint={item.guidance}
          actions={
            <Row gap={2}>
              <Badge tone={tones[item.state]}>{t(`item.${item.state}`)}</Badge>
              <Button
                size="small"
                icon="edit"
                label={t('study.writeFor', { label: item.label })}
                onClick={() => setWriting(item)}
              >
                {t(item.said === '' ? 'study.write' : 'study.rewrite')}
              </Button>
            </Row>
          }
        >
          <Stack gap={2}>
            {item.said !== '' && <p style={{ whiteSpace: 'pre-wrap' }}>{item.said}</p>}
            {item.facts.map((fact) => (
              <p key={fact}>{fact}</p>
            ))}
            {item.facts.length === 0 && item.said === '' && <p>{t('study.nothingKnown')}</p>}
          </Stack>
        </Panel>
      ))}
      {writing && <ItemSheet studyId={studyId} item={writing} onClose={() => setWriting(undefined)} />}
    </Stack>
  );
}

function ItemSheet(props: { studyId: string; item: Item; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { studyId, item, onClose } = props;
  const [text, setText] = useState(item.said);
  const changed = () => client.invalidateQueries({ queryKey: ['reports.showStudy', studyId] });
  const { act, busy, failure } = useAct({ changed, done: onClose });
  const { list, code, version } = item;
  return (
    <SheetForm
      title={`${item.number}. ${item.label}`}
      onClose={onClose}
      onSubmit={() => void act(() => api.writeItem({ studyId, list, code, version, text }), t('study.saved'))}
      busy={busy}
      failure={failure}
    >
      <p>{item.guidance}</p>
      {item.facts.length > 0 && (
        <div>
          <strong>{t('study.records')}</strong>
          {item.facts.map((fact) => (
            <p key={fact}>{fact}</p>
          ))}
        </div>
      )}
      <LongTextField
        label={t('study.said')}
        hint={t('study.saidHint')}
        value={text}
        onChange={setText}
        maxLength={4_000}
        required={false}
        rows={6}
      />
    </SheetForm>
  );
}
