import type { ReactNode } from 'react';
import type { DraftState } from '../../kernel/web/drafts.ts';
import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../action/Button.tsx';
import { DraftLine } from '../fields/DraftLine.tsx';
import { Form } from '../fields/Form.tsx';
import { Failure } from '../page/Failure.tsx';
import words from '../words.json' with { type: 'json' };
import type { SheetProps } from './Overlaid.tsx';
import { Sheet } from './Sheet.tsx';

/**
 * A short form beside the screen that does one thing: its fields, where the draft is, why it was refused, and the one button.
 * `busy` and `failure` come from `useAct`; `settle` stands in for the failure when both sides of a conflict can be settled here.
 */
export function SheetForm(props: {
  title: string;
  onClose: () => void;
  onSubmit: () => void;
  busy: boolean;
  failure: unknown;
  children: ReactNode;
  /** The words on the button; "Save" unless something else happens. */
  yes?: string | undefined;
  /** True for what cannot be taken back. */
  danger?: boolean | undefined;
  /** Where the unsaved text lies, for forms that keep a draft. */
  draft?: { readonly state: DraftState; readonly onDiscard: () => void } | undefined;
  settle?: ReactNode;
  size?: SheetProps['size'];
}) {
  const t = useWords(words);
  const { draft, danger } = props;
  return (
    <Sheet open onClose={props.onClose} title={props.title} size={props.size}>
      <Form
        onSubmit={props.onSubmit}
        actions={
          <Button kind={danger ? 'danger' : 'primary'} type="submit" busy={props.busy}>
            {props.yes ?? t('save')}
          </Button>
        }
      >
        {props.children}
        {draft && <DraftLine state={draft.state} onDiscard={draft.onDiscard} />}
        {props.settle || <Failure of={props.failure} while="doing" />}
      </Form>
    </Sheet>
  );
}
