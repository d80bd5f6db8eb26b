import type { OutputOf } from '../../../../kernel/contract.ts';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { pathway } from '../../../pathway/contract.ts';
import { todayHere, usePlaces, useProgramName } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { pathwayApi, useAct } from '../api.ts';
import { RoleName } from '../RoleName.tsx';
import classes from '../staffing.module.css';
import type { Roster } from './PostsTab.tsx';

type Line = OutputOf<typeof pathway.operations.capacity>['lines'][number];
type At = { readonly siteId: string; readonly programCode: string };

/** The clients of each program beside the time of the posts that carry them, and whether capacity counts with that time. */
export function LoadPanel({ siteId, roster }: { siteId: string; roster: Roster }) {
  const t = useWords(words);
  const programName = useProgramName();
  const places = (usePlaces().data?.rows ?? []).filter((row) => row.siteId === siteId);
  if (places.length === 0) return null;
  return (
    <Panel title={t('load.title')}>
      <Stack>
        {places.map(({ programCode, enrolled }) => (
          <div key={programCode}>
            <strong>{programName(programCode)}</strong>
            <Load at={{ siteId, programCode }} enrolled={enrolled} roster={roster} />
          </div>
        ))}
      </Stack>
    </Panel>
  );
}

function Load(props: { at: At; enrolled: number; roster: Roster }) {
  const t = useWords(words);
  const format = useFormat();
  const { at, enrolled, roster } = props;
  const asked = useQuery({
    queryKey: ['pathway.capacity', at.siteId, at.programCode],
    queryFn: () => pathwayApi.capacity(at),
  });
  const atWork = (role: string) =>
    roster.roles.find((one) => one.programCode === at.programCode && one.roleCode === role)?.atWork ?? 0;
  const lines = (asked.data?.lines ?? []).filter(({ resource }) => !resource.startsWith('#'));
  if (asked.data === undefined) return null;
  const carrying = lines.length > 0 ? lines : [];
  const clients = format.number(enrolled);
  return (
    <ul className={classes['lines']}>
      {carrying.length === 0 && <li className={classes['quiet']}>{t('load.noRule', { clients })}</li>}
      {carrying.map((line) => {
        const fte = atWork(line.resource);
        return (
          <li key={line.resource} className={classes['stacked']}>
            <span>
              <RoleName of={{ programCode: at.programCode, roleCode: line.resource }} />
              {' · '}
              {fte === 0
                ? t('load.nobody', { clients })
                : t('load.line', {
                    clients,
                    fte: format.number(fte, 2),
                    each: format.number(enrolled / fte, 1),
                  })}{' '}
              <span className={classes['quiet']}>
                {t('load.rule', { clients: format.number(line.clients) })}
              </span>
            </span>
            <Entered at={at} line={line} fte={fte} />
          </li>
        );
      })}
    </ul>
  );
}

/** Whether capacity counts with the time of the posts; who settles capacity may take it over, and nothing is taken over by itself. */
function Entered({ at, line, fte }: { at: At; line: Line; fte: number }) {
  const t = useWords(words);
  const format = useFormat();
  const me = useMe();
  const { act, busy, failure } = useAct(() => undefined);
  const settles = me.roles.some(({ role }) => role === 'coordinator' || role === 'steward');
  if (line.amount === fte) return <span className={classes['quiet']}>{t('load.same')}</span>;
  const said = format.number(fte, 2);
  const use = () => {
    const own = line.ownRule ? { clients: line.clients } : {};
    const input = { id: newId(), ...at, resource: line.resource, amount: fte, from: todayHere(), ...own };
    void act(() => pathwayApi.setCapacityInput(input), t('load.used'));
  };
  return (
    <span>
      <span className={classes['quiet']}>
        {line.amount === null
          ? t('load.notEntered', { fte: said })
          : t('load.differs', { entered: format.number(line.amount, 2), fte: said })}
      </span>{' '}
      {settles && (
        <Button size="small" busy={busy} onClick={use}>
          {t('load.use', { fte: said })}
        </Button>
      )}
      <Failure of={failure} while="doing" />
    </span>
  );
}
