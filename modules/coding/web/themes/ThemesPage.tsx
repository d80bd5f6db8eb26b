import { useState } from 'react';
import { useQuery, useQueryClient } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { IconButton } from '../../../../ui/action/IconButton.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { toast } from '../../../../ui/overlay/toasts.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { Theme } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook, useCodebook, useSites, useStudies } from '../api.ts';
import { useCodingAct } from '../agreement/useAsked.ts';
import { ThemeQuotesSheet } from './ThemeQuotesSheet.tsx';
import { ThemeSheet } from './ThemeSheet.tsx';

type Open = { readonly what: 'add' } | { readonly what: 'change' | 'quotes' | 'remove'; readonly id: string };

/** What a study found: its themes in order, each a sentence in plain words on the passages it rests on. */
export function ThemesPage() {
  const t = useWords(words);
  const studyId = useParam('id');
  const studies = useStudies();
  const study = studies.data?.rows.find((row) => row.id === studyId);
  const codebook = useCodebook(study);
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['coding.listThemes', studyId],
    queryFn: () => api.listThemes({ study: studyId }),
  });
  const rows = asked.data?.rows ?? [];
  const chosen =
    open !== undefined && open.what !== 'add' ? rows.find((row) => row.id === open.id) : undefined;
  const close = () => setOpen(undefined);
  const add = (
    <Button kind="primary" onClick={() => setOpen({ what: 'add' })}>
      {t('themes.add')}
    </Button>
  );
  return (
    <Page
      title={t('themes.title')}
      lede={t('themes.lede')}
      stage="understand"
      back={{ to: `/studies/${studyId}`, label: study?.title ?? t('text.studies') }}
      actions={add}
    >
      <Answer of={asked} waiting={<Skeletons shape="rows" count={4} />}>
        {() =>
          codebook === undefined ? (
            <Skeletons shape="rows" count={4} />
          ) : rows.length === 0 ? (
            <EmptyState title={t('themes.none')} hint={t('themes.noneHint')} action={add} />
          ) : (
            <Stack gap={4}>
              {rows.map((theme) => (
                <One
                  key={theme.id}
                  theme={theme}
                  among={rows}
                  studyId={studyId}
                  codebook={codebook}
                  onOpen={(what) => setOpen({ what, id: theme.id })}
                />
              ))}
            </Stack>
          )
        }
      </Answer>
      {codebook && open?.what === 'add' && (
        <ThemeSheet studyId={studyId} codebook={codebook} theme={undefined} onClose={close} />
      )}
      {codebook && open?.what === 'change' && chosen && (
        <ThemeSheet studyId={studyId} codebook={codebook} theme={chosen} onClose={close} />
      )}
      {codebook && open?.what === 'quotes' && chosen && (
        <ThemeQuotesSheet studyId={studyId} codebook={codebook} theme={chosen} onClose={close} />
      )}
      {open?.what === 'remove' && chosen && <RemoveTheme theme={chosen} onClose={close} />}
    </Page>
  );
}

function RemoveTheme(props: { theme: Theme; onClose: () => void }) {
  const t = useWords(words);
  const { theme } = props;
  const client = useQueryClient();
  const remove = async () => {
    await api.removeTheme({ id: theme.id, version: theme.version });
    await client.invalidateQueries({ queryKey: ['coding.listThemes'] });
    toast(t('themes.removed'));
  };
  return (
    <Confirm
      open
      danger
      onClose={props.onClose}
      title={t('themes.remove')}
      yes={t('themes.remove')}
      onYes={remove}
    >
      {t('themes.removeAsk', { name: theme.name })}
    </Confirm>
  );
}

function One(props: {
  theme: Theme;
  among: readonly Theme[];
  studyId: string;
  codebook: Codebook;
  onOpen: (what: 'change' | 'quotes' | 'remove') => void;
}) {
  const t = useWords(words);
  const { locale } = useLocale();
  const sites = useSites();
  const { act, failure } = useCodingAct();
  const { theme, among, codebook } = props;
  const said = theme.plain[locale] === '' ? (locale === 'en' ? 'fr' : 'en') : locale;
  const at = among.findIndex((one) => one.id === theme.id);
  const move = (by: -1 | 1) => {
    const ids = among.map((one) => one.id);
    const [own = theme.id] = ids.splice(at, 1);
    ids.splice(at + by, 0, own);
    void act(() => api.orderThemes({ study: props.studyId, ids }), t('themes.moved'));
  };
  const where = (siteId: string | null) => sites.find((site) => site.id === siteId)?.name;
  return (
    <Panel
      title={theme.name}
      stage="understand"
      actions={
        <Row gap={1}>
          {at > 0 && (
            <IconButton icon="up" label={t('themes.up', { name: theme.name })} onClick={() => move(-1)} />
          )}
          {at < among.length - 1 && (
            <IconButton icon="down" label={t('themes.down', { name: theme.name })} onClick={() => move(1)} />
          )}
          <Button size="small" icon="edit" onClick={() => props.onOpen('change')}>
            {t('themes.change')}
          </Button>
          <Button size="small" onClick={() => props.onOpen('quotes')}>
            {t('themes.choose')}
          </Button>
          <Button size="small" icon="remove" onClick={() => props.onOpen('remove')}>
            {t('themes.remove')}
          </Button>
        </Row>
      }
    >
      <Stack gap={3}>
        <Failure of={failure} while="doing" />
        <Row gap={1}>
          <Badge tone="understand">{t(`valence.${theme.valence}`)}</Badge>
          {theme.minor && <Badge>{t('themes.minor')}</Badge>}
          {theme.constructs.map((code) => (
            <Badge key={code}>{codebook.nameOf(code)}</Badge>
          ))}
        </Row>
        <p lang={said}>{theme.plain[said]}</p>
        {theme.quotes.length === 0 ? (
          <p>{t('themes.noQuotes')}</p>
        ) : (
          theme.quotes.map((quote) => (
            <Quote
              key={quote.codingId}
              stage="understand"
              by={[quote.pseudonym, quote.part, where(quote.siteId)].filter(Boolean).join(' · ')}
            >
              {quote.text}
            </Quote>
          ))
        )}
      </Stack>
    </Panel>
  );
}
