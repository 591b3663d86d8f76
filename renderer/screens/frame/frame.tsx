import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../hooks/use-station.tsx';
import { StatusStrip } from './status-strip.tsx';

/** What is always there: where and who above, how fresh and how sure below. */
export function Frame({ children }: Readonly<{ children: ReactNode }>): JSX.Element {
  const { vault } = useStation();
  const { t } = useTranslation();
  const { station, operator, cycle } = vault;
  return (
    <div className="frame">
      <header>
        <b>{t('app.name')}</b>
        {station && <span className="programme">{station.programmeName}</span>}
        {station && (
          <span className="desk">{t('app.deskTitle', { site: station.siteName, desk: station.deskName })}</span>
        )}
        <span className="gap" />
        {cycle && <span className="pill">{t('app.cyclePill', { name: cycle.name })}</span>}
        {operator && <span>{t('app.operatorRole', { name: operator.name, role: t(`role.${operator.role}`) })}</span>}
      </header>
      {children}
      <StatusStrip />
    </div>
  );
}
