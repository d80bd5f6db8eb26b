import { useAddressChoice } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Tabs } from '../../../../ui/data/Tabs.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { channels } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { AgreementsTab } from './AgreementsTab.tsx';
import { AllReferrals } from './AllReferrals.tsx';
import { SelfTab } from './SelfTab.tsx';

const kinds = ['unanswered', 'overdue', 'open', 'all', 'mine'] as const;
const directions = ['any', 'in', 'out'] as const;

/** Every referral in or out of one's sites in one list, whatever its channel, and the agreements with partners. */
export function ReferralsPage() {
  const t = useWords(words);
  return (
    <Page title={t('referrals.title')} lede={t('referrals.lede')} stage="deliver" width="wide">
      <Tabs
        label={t('referrals.title')}
        tabs={[
          { id: 'list', label: t('referrals.list'), show: () => <List /> },
          { id: 'self', label: t('self.tab'), show: () => <SelfTab /> },
          { id: 'agreements', label: t('agreements.title'), show: () => <AgreementsTab /> },
        ]}
      />
    </Page>
  );
}

function List() {
  const t = useWords(words);
  const [which, setWhich] = useAddressChoice('which', 'open');
  const [direction, setDirection] = useAddressChoice('way', 'any');
  const [channel, setChannel] = useAddressChoice('channel', 'all');
  const kind = kinds.find((one) => one === which) ?? 'open';
  return (
    <Stack gap={4}>
      <ChoiceField
        label={t('referrals.which')}
        choices={kinds.map((one) => ({ value: one, label: t(`referrals.${one}`) }))}
        value={kind}
        onChange={setWhich}
      />
      {kind !== 'mine' && (
        <FieldRow>
          <ChoiceField
            label={t('referrals.direction')}
            choices={directions.map((one) => ({ value: one, label: t(`referrals.way.${one}`) }))}
            value={direction}
            onChange={setDirection}
          />
          <SelectField
            label={t('refer.channel')}
            options={[
              { value: 'all', label: t('referrals.everyChannel') },
              ...channels.map((one) => ({ value: one, label: t(`channel.${one}`) })),
            ]}
            value={channel}
            onChange={(value) => setChannel(value ?? 'all')}
          />
        </FieldRow>
      )}
      <AllReferrals
        key={`${kind} ${direction} ${channel}`}
        which={kind}
        direction={directions.find((one) => one === direction) ?? 'any'}
        channel={channels.find((one) => one === channel)}
      />
    </Stack>
  );
}
