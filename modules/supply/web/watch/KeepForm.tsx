import type { ReactNode } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };

/** A sheet with a form that keeps one record. */
export function KeepForm(props: {
  title: string;
  onClose: () => void;
  onSubmit: () => void;
  busy: boolean;
  failure: unknown;
  children: ReactNode;
}) {
  const t = useWords(words);
  return (
    <Sheet open onClose={props.onClose} title={props.title}>
      <Form
        onSubmit={props.onSubmit}
        actions={
          <Button kind="primary" type="submit" busy={props.busy}>
            {t('save')}
          </Button>
        }
      >
        {props.children}
        <Failure of={props.failure} while="doing" />
      </Form>
    </Sheet>
  );
}
