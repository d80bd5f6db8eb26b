import { Panels } from '../../../../kernel/web/panels.tsx';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Split, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { ServiceDetail } from '../../contract.ts';
import { staff } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { Assure } from './Assure.tsx';
import { PhoneLink } from '../PhoneLink.tsx';
import { ReportWrong } from './ReportWrong.tsx';
import { serviceActionsPlace } from './serviceActions.ts';
import { useNameOfCode } from '../ServiceCard.tsx';
import { HowToGetIn, Provider, WhenAndWhere } from './ServiceParts.tsx';
import { StandingBadge } from '../StandingBadge.tsx';

/** Everything about one service, and what can be done with it. */
export function ServicePage() {
  const t = useWords(words);
  const id = useParam('id');
  const asked = useQuery({ queryKey: ['directory.openService', id], queryFn: () => api.openService({ id }) });
  return (
    <Answer
      of={asked}
      waiting={
        <Page title={t('directory.title')}>
          <Skeletons shape="page" />
        </Page>
      }
    >
      {(service) => <Service service={service} />}
    </Answer>
  );
}

function Service(props: { service: ServiceDetail }) {
  const t = useWords(words);
  const nameOf = useNameOfCode();
  const { sees } = useSession();
  const { service } = props;
  return (
    <Page
      title={service.name}
      lede={service.organization.name}
      back={{ to: '/directory', label: t('directory.title') }}
      stage="deliver"
      actions={<Panels at={serviceActionsPlace} with={{ serviceId: service.id, name: service.name }} />}
    >
      <Stack gap={4}>
        {service.alert !== null && <Notice tone="warn" live={false} title={service.alert} />}
        <Reports of={service} />
        <Row gap={2}>
          <StandingBadge of={service.freshness} />
          {service.status !== 'active' && <Badge tone="warn">{t('status.notActive')}</Badge>}
          {service.reach === 'provincial' && <Badge>{t('reach.provincial')}</Badge>}
          {service.marks.map((mark) => (
            <Badge key={mark}>{nameOf(mark)}</Badge>
          ))}
        </Row>
        <Row gap={3}>
          {service.phones.map((phone) => (
            <PhoneLink key={`${phone.number} ${phone.extension}`} phone={phone} />
          ))}
        </Row>
        {service.description !== null && <Paragraphs text={service.description} />}
        <Split main={<HowToGetIn service={service} />} aside={<WhenAndWhere service={service} />} />
        <Provider service={service} />
        {sees(staff) && (
          <Panel title={t('check.title')} hint={t('check.hint')}>
            <Row gap={3}>
              <Assure serviceId={service.id} version={service.version} />
              <ReportWrong serviceId={service.id} />
            </Row>
          </Panel>
        )}
      </Stack>
    </Page>
  );
}

function Reports(props: { of: ServiceDetail }) {
  const t = useWords(words);
  const { reports } = props.of;
  if (reports.length === 0) return null;
  const about = (parts: readonly string[]) =>
    parts.map((part) => t(`wrong.${part}` as 'wrong.other')).join(', ');
  return (
    <Notice tone="warn" live={false} title={t('reports.title')}>
      {reports.map((report) => (
        <p key={report.id}>{[about(report.about), report.note].filter(Boolean).join(': ')}</p>
      ))}
    </Notice>
  );
}

function Paragraphs(props: { text: string }) {
  const parts = props.text.split(/\n+/).filter((part) => part.trim() !== '');
  return (
    <div>
      {parts.map((part, index) => (
        <p key={index}>{part}</p>
      ))}
    </div>
  );
}
