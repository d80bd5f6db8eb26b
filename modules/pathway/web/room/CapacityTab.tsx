import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/contract.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { pathway } from '../../contract.ts';
import { rooms } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useNameOf, useProgram } from '../api.ts';
import classes from '../pathway.module.css';
import { CapacitySheet } from './CapacitySheet.tsx';

type Known = OutputOf<typeof pathway.operations.capacity>;
type At = { readonly siteId: string; readonly programCode: string; readonly programVersion: string };

/** What a resource is called: a role of the program, or rooms. */
export function useResourceName(at: At): (resource: string) => string {
  const t = useWords(words);
  const nameOf = useNameOf();
  const program = useProgram(at.programCode, at.programVersion);
  return (resource) =>
    resource === rooms ? t('capacity.rooms') : program ? nameOf(program.roles, resource) : '';
}

/** How many clients staff and rooms can carry, line by line, beside the target. */
export function CapacityTab(props: At) {
  const t = useWords(words);
  const me = useMe();
  const { siteId, programCode } = props;
  const [sheet, setSheet] = useState(false);
  const settles = me.roles.some(({ role }) => role === 'coordinator' || role === 'steward');
  const asked = useQuery({
    queryKey: ['pathway.capacity', siteId, programCode],
    queryFn: () => api.capacity({ siteId, programCode }),
  });
  return (
    <Panel
      title={t('capacity.title')}
      hint={t('capacity.hint')}
      actions={settles && <Button onClick={() => setSheet(true)}>{t('capacity.set')}</Button>}
    >
      <Answer of={asked}>{(known) => <Arithmetic known={known} at={props} />}</Answer>
      {sheet && <CapacitySheet at={props} onClose={() => setSheet(false)} />}
    </Panel>
  );
}

function Arithmetic({ known, at }: { known: Known; at: At }) {
  const t = useWords(words);
  const format = useFormat();
  const { places, target, lines } = known;
  const over = places !== null && target !== null && target > places;
  if (lines.length === 0) return <p>{t('capacity.noRule')}</p>;
  return (
    <Stack gap={4}>
      <Lines lines={lines} at={at} />
      <Facts
        items={[
          {
            label: t('capacity.carries'),
            value: places === null ? t('capacity.unknown') : format.number(places),
          },
          {
            label: t('capacity.target'),
            value: target === null ? t('capacity.none') : format.number(target),
          },
        ]}
      />
      {over && (
        <Notice tone="warn" live={false}>
          {t('capacity.over', { places: format.number(places), target: format.number(target) })}
        </Notice>
      )}
    </Stack>
  );
}

function Lines({ lines, at }: { lines: Known['lines']; at: At }) {
  const t = useWords(words);
  const format = useFormat();
  const nameOf = useResourceName(at);
  const known = lines.flatMap((line) => (line.carries === null ? [] : [line.carries]));
  const scarcest = known.length === lines.length ? Math.min(...known) : undefined;
  return (
    <ul className={classes['arithmetic']}>
      {lines.map((line) => (
        <li key={line.resource}>
          {line.amount === null
            ? t('capacity.missing', { resource: nameOf(line.resource), clients: format.number(line.clients) })
            : t('capacity.line', {
                resource: nameOf(line.resource),
                amount: format.number(line.amount, 2),
                clients: format.number(line.clients),
                carries: format.number(line.carries ?? 0),
              })}
          <span className={classes['quiet']}>
            {' '}
            {t(line.ownRule ? 'capacity.ownRule' : 'capacity.programRule')}
            {line.carries === scarcest && lines.length > 1 && ` · ${t('capacity.decides')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
