import { Refused } from '../../../../kernel/web/call.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Clash } from '../../../../ui/page/Clash.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import type { ProfileParts } from '../../contract.ts';
import type { ProfilePart } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };

/** What stands in a profile now, and who wrote it when. */
export type Stands = {
  readonly id: string;
  readonly version: number;
  readonly theirs: ProfileParts;
  readonly by: string;
  readonly at: string;
};

/** What stands there, the parts taken from it, and those that both changed and nobody has chosen yet. */
export type Met = {
  readonly now: Stands;
  readonly taken: readonly ProfilePart[];
  readonly open: readonly ProfilePart[];
};

/** What stands there, when a save was refused because somebody was faster. */
export function standsIn(failure: unknown): Stands | undefined {
  const refused = failure instanceof Refused && failure.code === 'employment.profileChanged';
  return refused ? (failure.facts as unknown as Stands) : undefined;
}

/** Two people went through one profile: what both changed stands side by side, part by part, until each is chosen or put together. */
export function ProfileClash(props: {
  met: Met;
  parts: ProfileParts;
  onKeep: (part: Partial<ProfileParts>) => void;
  onMet: (met: Met) => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { met, parts, onKeep, onMet } = props;
  const { now, taken, open } = met;
  const named = (list: readonly ProfilePart[]) => list.map((part) => t(`profile.${part}`)).join(', ');
  const keep = (part: ProfilePart, text: string) => {
    onKeep({ [part]: text });
    onMet({ ...met, open: open.filter((one) => one !== part) });
  };
  return (
    <Stack gap={3}>
      <Notice tone="warn">
        <p>{t('profile.clash', { name: now.by || t('profile.somebody'), moment: format.moment(now.at) })}</p>
        {taken.length > 0 && <p>{t('profile.taken', { parts: named(taken) })}</p>}
        <p>{open.length > 0 ? t('profile.unsettled', { parts: named(open) }) : t('profile.settled')}</p>
      </Notice>
      {open.map((part) => (
        <Clash
          key={part}
          title={t(`profile.${part}`)}
          theirs={now.theirs[part]}
          yours={parts[part]}
          onKeep={(text) => keep(part, text)}
        />
      ))}
    </Stack>
  );
}
