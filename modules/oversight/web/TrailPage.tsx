import { isId } from '../../../kernel/id.ts';
import { useInfiniteQuery } from '../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import words from '../words.json' with { type: 'json' };
import { api } from './api.ts';
import { ChainState } from './ChainState.tsx';
import { Narrowing } from './Narrowing.tsx';
import { TrailList } from './TrailList.tsx';

const perPage = 50;

/** Who did what to whose record, latest first, and how far the trail of it is sealed. */
export function TrailPage() {
  const t = useWords(words);
  const [person, setPerson] = useAddressChoice('person', '');
  const [client, setClient] = useAddressChoice('client', '');
  const [operation, setOperation] = useAddressChoice('operation', '');
  const [day, setDay] = useAddressChoice('day', '');
  const by = {
    ...(isId(person) ? { accountId: person } : {}),
    ...(isId(client) ? { clientId: client } : {}),
    ...(operation === '' ? {} : { operation }),
    ...(day === '' ? {} : { day }),
  };
  const asked = useInfiniteQuery({
    queryKey: ['oversight.readTrail', by],
    queryFn: ({ pageParam }) =>
      api.readTrail({ ...by, limit: perPage, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  return (
    <Page title={t('trail.title')} lede={t('trail.lede')} width="wide">
      <Stack gap={5}>
        <ChainState />
        <Panel>
          <Narrowing
            value={{ person, client, operation, day }}
            onChange={{ person: setPerson, client: setClient, operation: setOperation, day: setDay }}
          />
          <Answer of={asked} waiting={<Skeletons shape="rows" count={8} />}>
            {({ pages }) => (
              <TrailList
                rows={pages.flatMap(({ rows }) => rows)}
                onOperation={setOperation}
                onMore={asked.hasNextPage ? () => void asked.fetchNextPage() : undefined}
                busy={asked.isFetchingNextPage}
              />
            )}
          </Answer>
        </Panel>
      </Stack>
    </Page>
  );
}
