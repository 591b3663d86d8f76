import { useId, type JSX, type ReactNode } from 'react';
import { Downloads } from '../parts/downloads.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { useWords } from '../words/words.ts';
import { ticksTo } from './scale.ts';

export const SIZE = { width: 600, height: 240, start: 104, end: 12, top: 12, bottom: 44 } as const;
export const INNER = {
  width: SIZE.width - SIZE.start - SIZE.end,
  height: SIZE.height - SIZE.top - SIZE.bottom,
} as const;

/** Where a share (0 to 1) of the time lies: time runs as the language does. */
export function xOf(share: number, isRightToLeft: boolean): number {
  return isRightToLeft ? SIZE.end + (1 - share) * INNER.width : SIZE.start + share * INNER.width;
}

export function yOf(value: number, most: number): number {
  return SIZE.top + INNER.height * (1 - value / most);
}

type FrameProps = Readonly<{
  title: string;
  scope: number;
  table: string;
  filters?: Readonly<Record<string, string>>;
  most: number;
  /** What stands at the axis of values. */
  label: (value: number) => string;
  /** Moments along the time axis, with their share of it. */
  times: readonly Readonly<{ share: number; ms: number }>[];
  children: ReactNode;
  /** The same as rows of a table, headings first. */
  rows: readonly (readonly string[])[];
}>;

/** A drawing with a title, two axes, and the same as a table for those who do not see it or want the figures. */
export function Frame({
  title,
  scope,
  table,
  filters = {},
  most,
  label,
  times,
  children,
  rows,
}: FrameProps): JSX.Element {
  const { t, moment, isRightToLeft } = useWords();
  const id = useId();
  const axis = isRightToLeft ? SIZE.width - SIZE.start : SIZE.start;
  return (
    <figure className="card plot" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={title} direction="ltr">
        <Grid most={most} label={label} />
        {children}
        <line className="axis" x1={axis} x2={axis} y1={SIZE.top} y2={SIZE.height - SIZE.bottom} />
        <line
          className="axis"
          x1={isRightToLeft ? SIZE.end : SIZE.start}
          x2={isRightToLeft ? axis : SIZE.width - SIZE.end}
          y1={SIZE.height - SIZE.bottom}
          y2={SIZE.height - SIZE.bottom}
        />
        {times.map(({ share, ms }) => (
          <text
            key={ms}
            className="time"
            x={xOf(share, isRightToLeft)}
            y={SIZE.height - SIZE.bottom + 20}
            textAnchor="middle"
            direction={isRightToLeft ? 'rtl' : 'ltr'}
          >
            {moment(ms)}
          </text>
        ))}
      </svg>
      <p className="note">{t('plot.timeNote')}</p>
      <SameAsTable title={title} scope={scope} table={table} filters={filters} rows={rows} />
    </figure>
  );
}

function Grid({ most, label }: Pick<FrameProps, 'most' | 'label'>): JSX.Element {
  const { isRightToLeft } = useWords();
  const [from, to] = [xOf(0, isRightToLeft), xOf(1, isRightToLeft)];
  return (
    <>
      {ticksTo(most).map((tick) => (
        <g key={tick}>
          <line className="grid" x1={from} x2={to} y1={yOf(tick, topOf(most))} y2={yOf(tick, topOf(most))} />
          <text
            x={from + (isRightToLeft ? 8 : -8)}
            y={yOf(tick, topOf(most)) + 4}
            textAnchor={isRightToLeft ? 'start' : 'end'}
          >
            {label(tick)}
          </text>
        </g>
      ))}
    </>
  );
}

function SameAsTable({
  title,
  scope,
  table,
  filters = {},
  rows,
}: Pick<FrameProps, 'title' | 'scope' | 'table' | 'filters' | 'rows'>): JSX.Element {
  const { t } = useWords();
  const [head = [], ...body] = rows;
  return (
    <details>
      <summary>{t('plot.asTable')}</summary>
      <Scroll label={title}>
        <table>
          <thead>
            <tr>
              {head.map((text) => (
                <th key={text} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((cells) => (
              <tr key={cells[0]}>
                {cells.map((text, index) => (
                  <td key={head[index]} className={index === 0 ? undefined : 'number'}>
                    <bdi>{text}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <Downloads scope={scope} table={table} filters={filters} />
    </details>
  );
}

/** The top of the axis of values for a greatest value. */
export function topOf(most: number): number {
  return ticksTo(most).at(-1) ?? 1;
}

const MOST_LABELS = 5;

/** Every so manieth of the moments, so that their labels do not run into each other. */
export function someOf<T>(moments: readonly T[]): T[] {
  const step = Math.ceil(moments.length / MOST_LABELS);
  return moments.filter((_, index) => index % step === 0);
}
