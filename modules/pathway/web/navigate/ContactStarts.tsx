import { useQuery } from '../../../../kernel/web/queries.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { postalArea } from '../../../directory/model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';

/** Postal areas of the places a client can be found at. Only the first half of a postal code is used, and nothing where the address is hidden. */
export function ContactStarts(props: { clientId: string; onStart: (area: string) => void }) {
  const t = useWords(words);
  const { clientId, onStart } = props;
  const asked = useQuery({
    queryKey: ['pathway.listContactPoints', clientId],
    queryFn: () => api.listContactPoints({ clientId }),
  });
  const areas = (asked.data?.rows ?? []).flatMap(
    ({ details }) => postalArea(details ?? '')?.slice(0, 3) ?? [],
  );
  return [...new Set(areas)].map((area) => (
    <Button key={area} size="small" onClick={() => onStart(area)}>
      {t('service.start', { area })}
    </Button>
  ));
}
