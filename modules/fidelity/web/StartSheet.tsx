import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useGo } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ManyChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { DayField } from '../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../ui/overlay/SheetForm.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { todayHere, useProgramName, useRead } from '../../pathway/web/index.ts';
import words from '../words.json' with { type: 'json' };
import { api, useAct } from './api.ts';

const lookBack = 182;

type Props = {
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly siteId: string | undefined;
  readonly onClose: () => void;
};

/** A new review: of what, over which window, and by whom. */
export function StartSheet({ sites, siteId: given, onClose }: Props) {
  const t = useWords(words);
  const go = useGo();
  const [siteId, setSite] = useState(sites.some(({ id }) => id === given) ? given : sites[0]?.id);
  const [what, setWhat] = useState<string | null>(null);
  const [from, setFrom] = useState(() => addDays(todayHere(), -lookBack));
  const [until, setUntil] = useState(() => todayHere());
  const [people, setPeople] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { act, busy, failure } = useAct(() => go(`/fidelity/reviews/${id}`));
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  const save = () => {
    setTried(true);
    const [programCode, scale] = what?.split(' ') ?? [];
    if (siteId === undefined || !programCode || !scale || people.length === 0 || until < from) return;
    const window = { from, to: addDays(until, 1) };
    void act(
      () => api.startReview({ id, siteId, programCode, scale, ...window, reviewers: people }),
      t('started'),
    );
  };
  return (
    <SheetForm
      title={t('start')}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
      yes={t('start')}
    >
      <p>{t('startHint')}</p>
      <SelectField
        label={t('site')}
        options={sites.map((site) => ({ value: site.id, label: site.name }))}
        value={siteId ?? null}
        onChange={(value) => {
          setSite(value ?? undefined);
          setWhat(null);
        }}
      />
      {siteId !== undefined && (
        <What
          siteId={siteId}
          {...{ what, setWhat, people, setPeople }}
          wrong={{ what: wrong(what === null), people: wrong(people.length === 0) }}
        />
      )}
      <DayField label={t('from')} value={from} onChange={setFrom} error={wrong(from === '')} />
      <DayField
        label={t('until')}
        value={until}
        onChange={setUntil}
        error={wrong(until === '') ?? (tried && until < from ? t('windowWrong') : undefined)}
      />
    </SheetForm>
  );
}

type Chosen = {
  readonly siteId: string;
  readonly what: string | null;
  readonly setWhat: (value: string | null) => void;
  readonly people: string[];
  readonly setPeople: (value: string[]) => void;
  readonly wrong: { readonly what: string | undefined; readonly people: string | undefined };
};

function What({ siteId, what, setWhat, people, setPeople, wrong }: Chosen) {
  const t = useWords(words);
  const read = useRead();
  const program = useProgramName();
  const asked = useQuery({
    queryKey: ['fidelity.listReviewable', siteId],
    queryFn: () => api.listReviewable({ siteId }),
  });
  const scales = asked.data?.scales ?? [];
  if (asked.data !== undefined && scales.length === 0)
    return <Notice tone="warn">{t('nothingToReview')}</Notice>;
  return (
    <>
      <SelectField
        label={t('program')}
        options={scales.map(({ programCode, key, name }) => ({
          value: `${programCode} ${key}`,
          label: t('programScale', { program: program(programCode), scale: read(name) }),
        }))}
        value={what}
        onChange={setWhat}
        error={wrong.what}
      />
      <ManyChoiceField
        label={t('people')}
        hint={t('peopleHint')}
        choices={(asked.data?.people ?? []).map((one) => ({ value: one.accountId, label: one.name }))}
        value={people}
        onChange={setPeople}
        error={wrong.people}
      />
    </>
  );
}
