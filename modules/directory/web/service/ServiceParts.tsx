import type { ReactNode } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Hours, ServiceDetail } from '../../contract.ts';
import { weekdays } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import classes from '../directory.module.css';
import { useHoursWords } from '../hoursWords.ts';
import { PhoneLink } from '../PhoneLink.tsx';

/** Several short texts under one another; nothing when there are none. */
function lines(texts: readonly (string | null)[]): ReactNode {
  const said = texts.filter((text) => text !== null && text !== '');
  return said.length === 0 ? null : (
    <div className={classes['lines']}>
      {said.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </div>
  );
}

/** Whom it is for, how to get in, what it costs, what to bring, in which language. */
export function HowToGetIn(props: { service: ServiceDetail }) {
  const t = useWords(words);
  const { service } = props;
  const { from, to } = service.ages;
  const ages =
    from !== null && to !== null
      ? t('ages.span', { from, to })
      : from !== null
        ? t('ages.from', { from })
        : to !== null
          ? t('ages.to', { to })
          : null;
  return (
    <Panel title={t('service.in')}>
      <Facts
        items={[
          { label: t('service.for'), value: lines([...service.eligibility, ages]) },
          { label: t('service.apply'), value: lines([service.application]) },
          { label: t('service.wait'), value: lines([service.wait]) },
          { label: t('service.fees'), value: lines(service.fees) },
          { label: t('service.bring'), value: lines(service.documents) },
          {
            label: t('service.languages'),
            value: lines([service.languages.join(', '), service.interpretation]),
          },
          { label: t('service.areas'), value: lines(service.areas) },
          { label: t('service.terms'), value: lines([service.terms.join(', ')]) },
        ]}
      />
    </Panel>
  );
}

/** The week, and the places. */
export function WhenAndWhere(props: { service: ServiceDetail }) {
  const t = useWords(words);
  const { service } = props;
  return (
    <Panel title={t('service.whenWhere')}>
      <Week hours={service.hours} />
      {service.places.map((place) => (
        <Facts
          key={place.id}
          items={[
            { label: t('place.where'), value: lines([place.name, ...place.addresses]) },
            { label: t('place.reach'), value: lines([place.transportation]) },
            { label: t('place.access'), value: lines(place.accessibility) },
            {
              label: t('place.phone'),
              value:
                place.phones.length === 0
                  ? null
                  : place.phones.map((phone) => <PhoneLink key={phone.number} phone={phone} />),
            },
          ]}
        />
      ))}
    </Panel>
  );
}

function Week(props: { hours: readonly Hours[] }) {
  const t = useWords(words);
  const { dayName, span } = useHoursWords();
  if (props.hours.length === 0) return <p>{t('hours.unknown')}</p>;
  const regular = props.hours.filter((hours) => hours.byday !== null && hours.opens !== null);
  const spoken = props.hours.filter((hours) => hours.byday === null || hours.opens === null);
  const items = weekdays.map((day) => {
    const held = regular.filter((hours) => hours.byday?.split(',').includes(day));
    return { label: dayName(day), value: held.map(span).join(', ') };
  });
  return (
    <>
      {regular.length > 0 && <Facts items={items} />}
      {lines([...new Set(spoken.map(span))])}
    </>
  );
}

/** Who offers it, whom to ask for, and where the record comes from. */
export function Provider(props: { service: ServiceDetail }) {
  const t = useWords(words);
  const { service } = props;
  const link = (url: string | null) =>
    url !== null && /^https?:\/\//.test(url) ? (
      <a className={classes['link']} href={url} rel="noreferrer noopener">
        {url}
      </a>
    ) : null;
  const mail = (email: string | null) =>
    email === null ? null : (
      <a className={classes['link']} href={`mailto:${email}`}>
        {email}
      </a>
    );
  return (
    <Panel title={service.organization.name} look="quiet">
      <Facts
        items={[
          { label: t('service.about'), value: service.organization.description },
          { label: t('service.web'), value: link(service.url) ?? link(service.organization.url) },
          { label: t('service.email'), value: mail(service.email ?? service.organization.email) },
          {
            label: t('service.contacts'),
            value: lines(
              service.contacts.map((one) => [one.name, one.title, one.email].filter(Boolean).join(', ')),
            ),
          },
          { label: t('service.source'), value: service.source },
        ]}
      />
    </Panel>
  );
}
