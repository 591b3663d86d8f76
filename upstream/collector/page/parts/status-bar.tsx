import type { JSX } from 'react';
import type { Site } from '../../office/answers.ts';
import { useWords } from '../words/words.ts';

/** In the order in which they are told. What nobody made due is no part of what is due. */
export const DUE_STATUSES = ['served', 'part', 'conflict', 'reversed', 'not-served', 'not-presented'] as const;

export const dueOf = (statuses: Site['statuses']): number =>
  DUE_STATUSES.reduce((sum, status) => sum + statuses[status], 0);

/** Shares of what is due, as one bar; the same in figures stands beside it, so it is hidden from readers of the screen. */
export function StatusBar({ statuses }: Readonly<{ statuses: Site['statuses'] }>): JSX.Element {
  const { isRightToLeft } = useWords();
  const due = Math.max(1, dueOf(statuses));
  return (
    <svg className="status-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width="100" height="10" className="status none" />
      {DUE_STATUSES.map((status, index) => {
        const width = (100 * statuses[status]) / due;
        const before = DUE_STATUSES.slice(0, index).reduce((sum, one) => sum + (100 * statuses[one]) / due, 0);
        const x = isRightToLeft ? 100 - before - width : before;
        return <rect key={status} x={x} width={width} height="10" className={`status ${status}`} />;
      })}
    </svg>
  );
}
