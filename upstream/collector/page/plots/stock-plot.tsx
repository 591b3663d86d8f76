import type { JSX } from 'react';
import type { z } from 'zod';
import type { StockAnswer } from '../../office/answers.ts';
import { useWords } from '../words/words.ts';
import { Frame, someOf, topOf, xOf, yOf } from './frame.tsx';

const HOUR_MS = 3_600_000;

/** What all desks of a site have of one account, at the end of each hour in which it changed. */
export function StockPlot({
  scope,
  series,
}: Readonly<{ scope: number; series: z.infer<typeof StockAnswer>['series'][number] }>): JSX.Element {
  const { t, moment, quantity, accountName, isRightToLeft } = useWords();
  const { account, points } = series;
  const first = points[0]?.hourMs ?? 0;
  const last = (points.at(-1)?.hourMs ?? 0) + HOUR_MS;
  const share = (ms: number): number => (ms - first) / (last - first);
  const most = Math.max(1, ...points.map(({ onHand }) => onHand));
  const steps = points.map(({ hourMs, onHand }, index) => {
    const from = xOf(share(hourMs), isRightToLeft);
    const to = xOf(share(points[index + 1]?.hourMs ?? last), isRightToLeft);
    const y = yOf(Math.max(0, onHand), topOf(most));
    return `${index === 0 ? 'M' : 'L'}${from} ${y} L${to} ${y}`;
  });
  return (
    <Frame
      title={t('plot.stock', { account: accountName(account) })}
      scope={scope}
      table="stock"
      filters={{ item: account }}
      most={most}
      label={(value) => quantity(account, value)}
      times={someOf(points.map(({ hourMs }) => ({ share: share(hourMs), ms: hourMs })))}
      rows={[
        [t('column.hour'), t('column.on_hand')],
        ...points.map(({ hourMs, onHand }) => [moment(hourMs), quantity(account, onHand)]),
      ]}
    >
      <path className="step" d={steps.join(' ')} />
      {points.map(({ hourMs, onHand }) => (
        <circle
          key={hourMs}
          className="dot"
          r="3.5"
          cx={xOf(share(hourMs), isRightToLeft)}
          cy={yOf(Math.max(0, onHand), topOf(most))}
        />
      ))}
    </Frame>
  );
}
