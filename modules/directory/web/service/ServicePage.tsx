import { useFormat } from '../../../../kernel/web/format.ts';
import { Panels } from '../../../../kernel/web/panels.tsx';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useSession } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Split, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import type { ServiceDetail } from '../../contract.ts';
import { editors, staff } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { serviceForClientPlace } from '../navigate/places.ts';
import { PhoneLink } from '../PhoneLink.tsx';
import { KeeperPanel } from '../upkeep/KeeperPanel.tsx';
import { TakingPanel } from '../upkeep/TakingPanel.tsx';
import { Edits } from '../writing/Edits.tsx';
import { serviceActionsPlace } from './serviceActions.ts';
import { useNameOfCode } from '../nameOfCode.ts';
import { HowToGetIn, Provider, WhenAndWhere } from './ServiceParts.tsx';
import { StandingBadge } from '../StandingBadge.tsx';

/** Everything about one service, and what can be done with it. */
export function ServicePage() {
  return <OpenService />;
}

/** The same on the way from a client: referring is for them, and back is to their list. */
export function ServiceForClientPage() {
  return <OpenService clientId={useParam('clientId')} />;
}

function OpenService(props: { clientId?: string | undefined }) {
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
      {(service) => <Service service={service} clientId={props.clientId} />}
    </Answer>
  );
}

function Service(props: { service: ServiceDetail; clientId: string | undefined }) {
  const t = useWords(words);
  const nameOf = useNameOfCode();
  const { sees } = useSession();
  const { service, clientId } = props;
  return (
    <Page
      title={service.name}
      lede={service.organization.name}
      back={
        clientId === undefined
          ? { to: '/directory', label: t('directory.title') }
          : { to: `/directory/for/${clientId}`, label: t('navigate.title') }
      }
      stage="deliver"
      actions={
        <>
          {clientId === undefined ? (
            <Panels at={serviceActionsPlace} with={{ serviceId: service.id, name: service.name }} />
          ) : (
            <Panels
              at={serviceForClientPlace}
              with={{ serviceId: service.id, name: service.name, clientId }}
            />
          )}
          {sees(editors) && (
            <ButtonLink to={`/directory/${service.id}/edit`} icon="edit">
              {t('edit.open')}
            </ButtonLink>
          )}
        </>
      }
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
        <TakingPanel service={service} mayDo={sees(staff)} />
        {sees(staff) && <KeeperPanel service={service} />}
        <Edits serviceId={service.id} />
      </Stack>
    </Page>
  );
}

function Reports(props: { of: ServiceDetail }) {
  const t = useWords(words);
  const format = useFormat();
  const { reports } = props.of;
  if (reports.length === 0) return null;
  const about = (parts: readonly string[]) =>
    parts.map((part) => t(`wrong.${part}` as 'wrong.other')).join(', ');
  return (
    <Notice tone="warn" live={false} title={t('reports.title')}>
      {reports.map((report) => (
        <p key={report.id}>
          {[
            t('reports.by', { name: report.byName, day: format.day(report.at) }),
            about(report.about),
            report.note,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
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
