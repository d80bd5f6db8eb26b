import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import { evidenceApi, useCodebook, useStudies } from '../api.ts';
import { Desk } from './Desk.tsx';

/** One text with its codings in the margin: choose words, put a code on them. */
export function CodingPage() {
  const t = useWords(words);
  const id = useParam('id');
  const source = useQuery({
    queryKey: ['evidence.readSource', id],
    queryFn: () => evidenceApi.readSource({ id }),
  });
  const studies = useStudies();
  const study = studies.data?.rows.find((row) => row.id === source.data?.studyId);
  const codebook = useCodebook(study);
  const back = study
    ? { to: `/studies/${study.id}`, label: study.title }
    : { to: '/studies', label: t('text.studies') };
  const part = source.data?.part;
  return (
    <Page
      title={source.data?.label || t('text.title')}
      lede={part ?? undefined}
      back={back}
      stage="understand"
      width="wide"
      actions={
        study && (
          <Row>
            {(source.data?.contentVersion ?? 1) > 1 && (
              <ButtonLink to={`/texts/${id}/versions`}>{t('versions.title')}</ButtonLink>
            )}
            {(source.data?.turns.length ?? 0) > 0 && (
              <ButtonLink to={`/texts/${id}/speakers`}>{t('text.speakers')}</ButtonLink>
            )}
            <ButtonLink to={`/texts/${id}/names`}>{t('redact.title')}</ButtonLink>
            <ButtonLink to={`/codebook/${study.id}`}>{t('codebook.title')}</ButtonLink>
            <ButtonLink to={`/memos/${study.id}`}>{t('memos.title')}</ButtonLink>
          </Row>
        )
      }
    >
      <Answer of={source} waiting={<Skeletons shape="page" />}>
        {({ text, studyId, contentVersion }) =>
          studyId === null ? (
            <Notice tone="info">{t('text.loose')}</Notice>
          ) : (
            <Desk
              key={`${id}.${contentVersion}`}
              source={{ id, studyId, text, contentVersion }}
              codebook={codebook}
            />
          )
        }
      </Answer>
    </Page>
  );
}
