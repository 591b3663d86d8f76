import type { JSX } from 'react';
import type { Site } from '../../office/answers.ts';
import { addressOf, TABS, type Place, type Tab } from '../place.ts';
import { useWords } from '../words/words.ts';
import { ConflictsView } from './conflicts-view.tsx';
import { SummaryView } from './summary-view.tsx';
import { Desks } from './sites-view.tsx';
import { DaysView, EntitlementsView, MovedView, UnexplainedView } from './table-views.tsx';
import { VouchersView } from './vouchers-view.tsx';

const VIEWS = {
  summary: SummaryView,
  entitlements: EntitlementsView,
  conflicts: ConflictsView,
  moved: MovedView,
  days: DaysView,
  vouchers: VouchersView,
  unexplained: UnexplainedView,
} as const;

export type ViewProps = Readonly<{ site: Site; filters: Place['filters'] }>;

/** One site in one cycle. */
export function SiteView({ site, place, timeMs }: Readonly<{ site: Site; place: Place; timeMs: number }>): JSX.Element {
  const { t, format } = useWords();
  const View = VIEWS[place.tab];
  /** What somebody has to look at, by where it is shown. */
  const waiting: Partial<Record<Tab, number>> = { conflicts: site.openConflicts, vouchers: site.vouchers.usedTwice };
  return (
    <>
      <div className="site-head">
        <h1>
          <bdi>{site.siteName || site.site}</bdi> · <bdi>{site.cycleName || site.cycle}</bdi>
        </h1>
        <p>
          {t('sites.lastHeard')}:{' '}
          {site.lastHeardMs === null
            ? t('sites.never')
            : t('sites.ago', { age: format.age(timeMs - site.lastHeardMs) })}
        </p>
        <Desks site={site} />
      </div>
      <nav className="tabs" aria-label={t('tabs')}>
        {TABS.filter((tab) => tab !== 'vouchers' || site.vouchers.acts > 0).map((tab) => (
          <a key={tab} href={addressOf(site.scope, tab)} aria-current={tab === place.tab ? 'page' : undefined}>
            {t(`tab.${tab}`)}
            {(waiting[tab] ?? 0) > 0 && <b className="count">{format.number(waiting[tab] ?? 0)}</b>}
          </a>
        ))}
      </nav>
      <View key={place.tab} site={site} filters={place.filters} />
    </>
  );
}
