import { found } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { pulseOf } from '../answers/queries.ts';
import type { coding } from '../../contract.ts';
import { presence } from './presence.ts';

type Cases = UseCases<typeof coding.operations>;

const onTexts = presence();

/** Says whether anything changed, and who else is on the text. */
export const pulse: Cases['pulse'] = async (tx, { sourceId }) => {
  const { mark } = found(await pulseOf(tx, sourceId), 'coding.noSuchText');
  const { communityId, accountId } = tx.actor;
  const others = onTexts.beat(`${communityId}/${sourceId}`, accountId, tx.now.getTime());
  const names = await namesOf(tx, others);
  return { mark, here: others.flatMap((id) => ({ id, name: names.get(id) ?? '' })) };
};
