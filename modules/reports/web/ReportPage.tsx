import { useState } from 'react';
import { caller } from '../../../kernel/web/call.ts';
import { useQuery } from '../../../kernel/web/queries.ts';
import { useAddressChoice } from '../../../kernel/web/router.tsx';
import { useMe } from '../../../kernel/web/session.tsx';
import { saveFile } from '../../../kernel/web/wire/saveFile.ts';
import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { FieldRow } from '../../../ui/fields/Form.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { toast } from '../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../ui/page/Layout.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../ui/page/Skeletons.tsx';
import { usePlaces, usePrograms } from '../../pathway/web/index.ts';
import type { reports } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { ReportSheet } from './ReportSheet.tsx';

const api = caller<typeof reports>('reports');

/** The last eight quarters, this one first, as `2026-4`. */
function quarters(now: Date): string[] {
  const current = now.getFullYear() * 4 + Math.floor(now.getMonth() / 3);
  return Array.from(
    { length: 8 },
    (_, back) => `${Math.floor((current - back) / 4)}-${((current - back) % 4) + 1}`,
  );
}

/** The quarter's funder report: chosen, read on the screen, and taken as PDF or Word with one click. */
export function ReportPage() {
  const t = useWords(words);
  const me = useMe();
  const { locale } = useLocale();
  const all = quarters(new Date());
  const [quarter, chooseQuarter] = useAddressChoice('quarter', all[1] ?? '');
  const [program, chooseProgram] = useAddressChoice('program', '');
  const [site, chooseSite] = useAddressChoice('site', '');
  const programs = usePrograms();
  const usual = useUsualProgram(programs);
  const key = program === '' ? usual : program;
  const [year = 0, number = 0] = quarter.split('-').map(Number);
  const asked = { program: key ?? '', siteId: site === '' ? null : site, year, quarter: number, locale };
  const report = useQuery({
    queryKey: ['reports.showQuarter', asked],
    queryFn: () => api.showQuarter(asked),
    enabled: key !== undefined,
  });
  return (
    <Page
      title={t('page.title')}
      lede={t('page.lede')}
      stage="share"
      actions={key && <Takers asked={asked} />}
    >
      <Stack gap={4}>
        <FieldRow>
          <SelectField
            label={t('page.program')}
            value={key ?? null}
            onChange={(value) => chooseProgram(value ?? '')}
            options={programs.map((one) => ({
              value: one.key,
              label: one.name[locale],
            }))}
          />
          <SelectField
            label={t('page.quarter')}
            value={quarter}
            onChange={(value) => chooseQuarter(value ?? '')}
            options={all.map((one) => ({
              value: one,
              label: t('page.quarterOf', { quarter: one.slice(5), year: one.slice(0, 4) }),
            }))}
          />
          {me.sites.length > 1 && (
            <SelectField
              label={t('page.site')}
              value={site}
              onChange={(value) => chooseSite(value ?? '')}
              options={[
                { value: '', label: t('page.allSites') },
                ...me.sites.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </FieldRow>
        <Answer of={report} waiting={<Skeletons shape="lines" count={10} />}>
          {(answer) => (
            <Panel>
              <ReportSheet report={answer.report} />
            </Panel>
          )}
        </Answer>
      </Stack>
    </Page>
  );
}

/** The program a reader most likely reports on: one that a site of theirs runs, else one of their community, else the first. */
function useUsualProgram(programs: readonly { readonly key: string }[]): string | undefined {
  const { sites } = useMe();
  const places = usePlaces();
  if (places.isPending) return undefined;
  const run = places.data?.rows ?? [];
  const mine = run.find(({ siteId }) => sites.some(({ id }) => id === siteId));
  return (mine ?? run[0])?.programCode ?? programs[0]?.key;
}

type Asked = Parameters<typeof api.showQuarter>[0];

function Takers(props: { asked: Asked }) {
  const t = useWords(words);
  const [busy, setBusy] = useState<'pdf' | 'docx' | null>(null);
  const take = async (format: 'pdf' | 'docx') => {
    setBusy(format);
    try {
      saveFile(await api.fetchQuarter({ ...props.asked, format }));
    } catch (failure) {
      toast(failure instanceof Error ? failure.message : t('page.failed'), { tone: 'warn' });
    } finally {
      setBusy(null);
    }
  };
  return (
    <Row gap={2}>
      <Button onClick={() => void take('pdf')} busy={busy === 'pdf'}>
        {t('page.pdf')}
      </Button>
      <Button kind="quiet" onClick={() => void take('docx')} busy={busy === 'docx'}>
        {t('page.word')}
      </Button>
    </Row>
  );
}
