import type { JSX } from 'react';
import type { TablePage } from '../../office/answers.ts';
import { useWords } from '../words/words.ts';
import { Frame, INNER, SIZE, someOf, topOf, xOf, yOf } from './frame.tsx';
import { hoursBetween } from './scale.ts';

/** Hand-overs of all desks of a site, hour by hour. */
export function HoursPlot({ scope, rows }: Readonly<{ scope: number; rows: TablePage['rows'] }>): JSX.Element {
  const { t, format, moment, isRightToLeft } = useWords();
  const hours = hoursBetween(rows.map((row) => Number(row['hour'])));
  const sum = (hourMs: number, column: string): number =>
    rows.filter((row) => row['hour'] === hourMs).reduce((total, row) => total + Number(row[column]), 0);
  if (hours.length === 0) return <p className="card">{t('plot.empty')}</p>;
  const bars = hours.map((hour) => ({ ...hour, handovers: sum(hour.hourMs, 'handovers') }));
  const most = Math.max(1, ...bars.map(({ handovers }) => handovers));
  const width = INNER.width / bars.length;
  const middle = (index: number): number => (index + 0.5) / bars.length;
  return (
    <Frame
      title={t('plot.hours')}
      scope={scope}
      table="hours"
      most={most}
      label={format.number}
      times={someOf(bars.map(({ hourMs }, index) => ({ share: middle(index), ms: hourMs })))}
      rows={[
        [t('column.hour'), t('column.handovers'), t('column.reversals'), t('column.not_served')],
        ...bars.map(({ hourMs }) => [
          moment(hourMs),
          ...['handovers', 'reversals', 'not_served'].map((column) => format.number(sum(hourMs, column))),
        ]),
      ]}
    >
      {bars.map(({ hourMs, handovers, isAfterGap }, index) => (
        <g key={hourMs}>
          {isAfterGap && (
            <line
              className="gap"
              x1={xOf(index / bars.length, isRightToLeft)}
              x2={xOf(index / bars.length, isRightToLeft)}
              y1={SIZE.top}
              y2={SIZE.height - SIZE.bottom}
            />
          )}
          <rect
            className="bar"
            x={xOf(middle(index), isRightToLeft) - Math.min(24, width * 0.4)}
            width={Math.min(48, width * 0.8)}
            y={yOf(handovers, topOf(most))}
            height={SIZE.height - SIZE.bottom - yOf(handovers, topOf(most))}
          />
        </g>
      ))}
    </Frame>
  );
}
