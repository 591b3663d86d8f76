import { useSyncExternalStore } from 'react';

export const TABS = ['summary', 'entitlements', 'conflicts', 'moved', 'days', 'vouchers', 'unexplained'] as const;
export type Tab = (typeof TABS)[number];

/** Where the page is, as its address says: `#/<scope>/<tab>?<filters>`, or nothing for the sites. */
export type Place = Readonly<{ scope: number | undefined; tab: Tab; filters: Readonly<Record<string, string>> }>;

export function readPlace(hash: string): Place {
  const [, scope, name, query] = /^#\/(\d{1,9})(?:\/([a-z-]+))?(?:\?(.*))?$/.exec(hash) ?? [];
  return {
    scope: scope === undefined ? undefined : Number(scope),
    tab: TABS.find((tab) => tab === name) ?? 'summary',
    filters: Object.fromEntries(new URLSearchParams(query)),
  };
}

export function addressOf(scope: number, tab: Tab, filters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(filters).toString();
  return `#/${scope}/${tab}${query === '' ? '' : `?${query}`}`;
}

export function usePlace(): Place {
  return readPlace(useSyncExternalStore(listen, () => location.hash));
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
