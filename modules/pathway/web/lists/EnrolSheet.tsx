import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { EnrolmentLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere, useChoices, useProgram } from '../api.ts';
import { useAct } from '../useAct.ts';

/** The first day in the program. */
export function EnrolSheet(props: { clientId: string; referralId: string; onClose: () => void }) {
  const t = useWords(words);
  const [enrolledOn, setDay] = useState(todayHere());
  const [id] = useState(() => newId());
  const { busy, failure, act } = useAct(props.onClose);
  const { clientId, referralId } = props;
  const save = () => {
    if (enrolledOn) void act(() => api.enrol({ id, clientId, referralId, enrolledOn }), t('enrol.saved'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('enrol.title')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('enrol.open')}
          </Button>
        }
      >
        <DayField label={t('enrol.day')} value={enrolledOn} onChange={setDay} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

/** Another stage of the program. */
export function StageSheet(props: { enrolment: EnrolmentLine; onClose: () => void }) {
  const t = useWords(words);
  const choices = useChoices();
  const { clientId, id, version, programCode, stageCode } = props.enrolment;
  const program = useProgram(programCode, props.enrolment.programVersion);
  const [chosen, setChosen] = useState(stageCode);
  const { busy, failure, act } = useAct(props.onClose);
  const save = () =>
    void act(() => api.moveStage({ clientId, id, version, stageCode: chosen }), t('stage.saved'));
  return (
    <Sheet open onClose={props.onClose} title={t('stage.title')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('stage.title')}
          choices={choices(program?.stages.filter((stage) => stage.state === 'enrolled'))}
          value={chosen}
          onChange={setChosen}
        />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

/** The end of an enrolment. */
export function EndSheet(props: { enrolment: EnrolmentLine; onClose: () => void }) {
  const t = useWords(words);
  const choices = useChoices();
  const { clientId, id, version, programCode } = props.enrolment;
  const program = useProgram(programCode, props.enrolment.programVersion);
  const [endedOn, setDay] = useState(todayHere());
  const [reasonCode, setReason] = useState<string | null>(null);
  const [helped, setHelped] = useState(true);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(props.onClose);
  const save = () => {
    setTried(true);
    if (reasonCode === null || !endedOn) return;
    void act(() => api.endEnrolment({ clientId, id, version, endedOn, reasonCode, helped }), t('end.saved'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('end.title')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <DayField label={t('end.day')} value={endedOn} onChange={setDay} />
        <ChoiceField
          label={t('end.reason')}
          choices={choices(program?.closeReasons)}
          value={reasonCode}
          onChange={setReason}
          error={tried && reasonCode === null ? t('refer.choose') : undefined}
        />
        <CheckField label={t('end.helped')} checked={helped} onChange={setHelped} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
