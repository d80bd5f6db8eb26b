import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { MoreMenu } from '../../../../ui/action/MoreMenu.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import type { AskedSurvey, SurveyContent, SurveyItem } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { AboutSheet } from './AboutSheet.tsx';
import { BankSheet } from './BankSheet.tsx';
import { ItemSheet } from './ItemSheet.tsx';
import { type Given, Questions } from './Questions.tsx';
import { useSaidIn, useSaving } from './useAsking.ts';

type Open = { kind: 'about' | 'bank' | 'preview' } | { kind: 'item'; item: SurveyItem | undefined };

/** The words and questions of a survey as they are being written; each step is kept at once. */
export function SurveyWriting(props: { survey: AskedSurvey; draft: SurveyContent }) {
  const t = useWords(words);
  const said = useSaidIn();
  const { survey, draft } = props;
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const { save, failure } = useSaving(survey);
  const close = () => setOpen(undefined);
  const put = (items: readonly SurveyItem[]) => void save({ ...draft, items: [...items] }, t('asking.saved'));
  return (
    <Stack gap={5}>
      <Panel
        title={t('asking.words')}
        actions={<Button onClick={() => setOpen({ kind: 'about' })}>{t('asking.editWords')}</Button>}
      >
        <Stack gap={3}>
          <p>{said(draft.about) || t('asking.aboutMissing')}</p>
          <p>
            <strong>{t('asking.consent')}</strong> {said(draft.consent) || t('asking.consentMissing')}
          </p>
        </Stack>
      </Panel>
      <Panel
        title={t('asking.questions')}
        hint={t('asking.questionsHint')}
        actions={
          <Row gap={1}>
            <Button icon="plus" onClick={() => setOpen({ kind: 'item', item: undefined })}>
              {t('asking.add')}
            </Button>
            <Button onClick={() => setOpen({ kind: 'bank' })}>{t('asking.fromBank')}</Button>
            {draft.items.length > 0 && (
              <Button onClick={() => setOpen({ kind: 'preview' })}>{t('asking.preview')}</Button>
            )}
          </Row>
        }
      >
        <Failure of={failure} while="doing" />
        {draft.items.length === 0 && (
          <EmptyState plain title={t('asking.noQuestions')} hint={t('asking.noQuestionsHint')} />
        )}
        <Lines items={draft.items} onPut={put} onEdit={(item) => setOpen({ kind: 'item', item })} />
      </Panel>
      {open?.kind === 'about' && <AboutSheet survey={survey} draft={draft} onClose={close} />}
      {open?.kind === 'bank' && <BankSheet survey={survey} draft={draft} onClose={close} />}
      {open?.kind === 'item' && <ItemSheet survey={survey} draft={draft} item={open.item} onClose={close} />}
      {open?.kind === 'preview' && <Preview draft={draft} onClose={close} />}
    </Stack>
  );
}

function Lines(props: {
  items: readonly SurveyItem[];
  onPut: (items: readonly SurveyItem[]) => void;
  onEdit: (item: SurveyItem) => void;
}) {
  const t = useWords(words);
  const said = useSaidIn();
  const { items, onPut } = props;
  const moved = (from: number, to: number) => {
    const next = items.filter((_, at) => at !== from);
    const one = items[from];
    return one === undefined ? items : [...next.slice(0, to), one, ...next.slice(to)];
  };
  return (
    <ol>
      {items.map((item, at) => (
        <li key={item.id}>
          <Row>
            <span>{said(item.words) || t('asking.unworded')}</span>
            <Badge>{t(`asking.kind.${item.kind}`)}</Badge>
            {!item.mayBeSkipped && <Badge tone="warn">{t('asking.needed')}</Badge>}
            {item.bank !== null && <Badge tone="info">{t('asking.ofBank')}</Badge>}
            <MoreMenu
              label={t('asking.doWith', { at: at + 1 })}
              items={[
                { label: t('asking.edit'), icon: 'edit', onChoose: () => props.onEdit(item) },
                ...(at === 0
                  ? []
                  : [
                      {
                        label: t('asking.up'),
                        icon: 'up' as const,
                        onChoose: () => onPut(moved(at, at - 1)),
                      },
                    ]),
                ...(at === items.length - 1
                  ? []
                  : [
                      {
                        label: t('asking.down'),
                        icon: 'down' as const,
                        onChoose: () => onPut(moved(at, at + 1)),
                      },
                    ]),
                {
                  label: t('asking.remove'),
                  icon: 'remove',
                  danger: true,
                  onChoose: () => onPut(items.filter((one) => one.id !== item.id)),
                },
              ]}
            />
          </Row>
        </li>
      ))}
    </ol>
  );
}

/** The questions as people will see them; nothing is sent from here. */
function Preview(props: { draft: SurveyContent; onClose: () => void }) {
  const t = useWords(words);
  const [given, setGiven] = useState<Given>({});
  return (
    <Sheet open onClose={props.onClose} title={t('asking.preview')} size="large">
      <Questions content={props.draft} given={given} onGive={setGiven} />
    </Sheet>
  );
}
