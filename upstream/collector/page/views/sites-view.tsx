import type { JSX } from 'react';
import type { Overview, Site } from '../../office/answers.ts';
import { dueOf, StatusBar } from '../parts/status-bar.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { addressOf } from '../place.ts';
import { useWords } from '../words/words.ts';

/** All sites: how far they are, and whether anybody has heard of them. */
export function SitesView({ overview }: Readonly<{ overview: Overview }>): JSX.Element {
  const { t } = useWords();
  const hasVouchers = overview.sites.some(({ vouchers }) => vouchers.acts > 0);
  if (overview.sites.length === 0) return <p>{t('sites.none')}</p>;
  return (
    <>
      <h1>{t('sites.heading')}</h1>
      <Scroll label={t('sites.heading')}>
        <table className="sites">
          <thead>
            <tr>
              <th scope="col">{t('sites.site')}</th>
              <th scope="col">{t('sites.progress')}</th>
              <th scope="col" className="number">
                {t('status.not-served')}
              </th>
              <th scope="col" className="number">
                {t('status.conflict')}
              </th>
              <th scope="col" className="number">
                {t('status.unexplained')}
              </th>
              {hasVouchers && <th scope="col">{t('sites.holds')}</th>}
              <th scope="col">{t('sites.lastHeard')}</th>
              <th scope="col">{t('sites.desks')}</th>
            </tr>
          </thead>
          <tbody>
            {overview.sites.map((site) => (
              <SiteRow key={site.scope} site={site} timeMs={overview.timeMs} hasVouchers={hasVouchers} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

type SiteRowProps = Readonly<{ site: Site; timeMs: number; hasVouchers: boolean }>;

function SiteRow({ site, timeMs, hasVouchers }: SiteRowProps): JSX.Element {
  const { t, format } = useWords();
  const { statuses, vouchers } = site;
  const twice = site.openConflicts + vouchers.usedTwice;
  const due = dueOf(statuses);
  const name = site.siteName || site.site;
  const isSilent = site.desks.some(({ silentForMs }) => silentForMs !== null);
  return (
    <tr className={isSilent ? 'silent' : undefined}>
      <th scope="row" aria-label={name}>
        <a href={addressOf(site.scope, 'summary')}>
          <bdi>{name}</bdi>
        </a>
        <small>
          <bdi>{site.cycleName || site.cycle}</bdi>
        </small>
      </th>
      <td>
        {site.list === 0 ? (
          t('sites.noList')
        ) : (
          <>
            <StatusBar statuses={statuses} />
            {t('sites.ofDue', { served: format.number(statuses.served), due: format.number(due) })}
          </>
        )}
      </td>
      <td className="number">{format.number(statuses['not-served'])}</td>
      <td className={twice > 0 ? 'number alert' : 'number'}>{format.number(twice)}</td>
      <td className={statuses.unexplained > 0 ? 'number alert' : 'number'}>{format.number(statuses.unexplained)}</td>
      {hasVouchers && (
        <td>
          {format.number(vouchers.openHolds)}
          {vouchers.oldestHoldMs !== null && <small>{format.age(Math.max(0, timeMs - vouchers.oldestHoldMs))}</small>}
        </td>
      )}
      <td>
        {site.lastHeardMs === null ? t('sites.never') : t('sites.ago', { age: format.age(timeMs - site.lastHeardMs) })}
      </td>
      <td>
        <Desks site={site} />
      </td>
    </tr>
  );
}

export function Desks({ site }: Readonly<{ site: Site }>): JSX.Element {
  const { t, format } = useWords();
  return (
    <ul className="desks">
      {site.desks.map((desk) => (
        <li key={desk.log} className={desk.silentForMs === null ? undefined : 'silent'}>
          <bdi>{desk.deskName || desk.desk}</bdi>:{' '}
          {desk.silentForMs !== null ? (
            <>
              <SilentMark /> {t('sites.silent', { age: format.age(desk.silentForMs) })}
            </>
          ) : (
            t(desk.openDay === null ? 'sites.closed' : 'sites.open')
          )}
        </li>
      ))}
    </ul>
  );
}

/** A bell crossed out. */
function SilentMark(): JSX.Element {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M10 2a5 5 0 0 0-5 5v4l-2 3h14l-2-3V7a5 5 0 0 0-5-5zM8 16a2 2 0 0 0 4 0zM2 2l16 16" />
    </svg>
  );
}
