import type { JSX } from 'react';

const drawings = {
  tick: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M7 12.5l3.5 3.5L17 9" />
    </>
  ),
  look: (
    <>
      <path d="M12 3l10 18H2z" />
      <path d="M12 10v5M12 18v.01" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8" r="4" />
      <path d="M2 21c.5-5 3.3-7 7-7s6.5 2 7 7M16 4.5a4 4 0 0 1 0 7M18 14.5c2.3.9 3.7 2.9 4 6.5" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M12 6v6l4 3" />
    </>
  ),
  stop: (
    <>
      <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" />
      <path d="M7 12h10" />
    </>
  ),
  map: (
    <>
      <path d="M12 22c4.7-5.2 7-9 7-12.5a7 7 0 0 0-14 0C5 13 7.3 16.8 12 22z" />
      <circle cx="12" cy="9.5" r="2.5" />
    </>
  ),
  calendar: (
    <>
      <path d="M3 5h18v16H3zM3 10h18M8 2v5M16 2v5" />
      <path d="M9 16h6" />
    </>
  ),
  question: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M9 9.5c0-2 1.3-3 3-3s3 1.1 3 2.8c0 2.2-3 2.5-3 4.7M12 17.5v.01" />
    </>
  ),
  empty: (
    <>
      <path d="M3 8l9-5 9 5v9l-9 5-9-5z" />
      <path d="M8.5 10l7 6M15.5 10l-7 6" />
    </>
  ),
  limit: (
    <>
      <path d="M3 18a9 9 0 0 1 18 0zM12 18l5-6M3 22h18" />
    </>
  ),
  cross: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M8 8l8 8M16 8l-8 8" />
    </>
  ),
  unreadable: (
    <>
      <path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M7 12h3M14 12h3M8 8.5l8 7" />
    </>
  ),
} as const satisfies Record<string, JSX.Element>;
export type VerdictIconName = keyof typeof drawings;

/** The sign of a verdict. The words stand beside it, so it is hidden from screen readers. */
export function VerdictIcon({ icon }: Readonly<{ icon: VerdictIconName }>): JSX.Element {
  return (
    <svg
      className="verdict-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[icon]}
    </svg>
  );
}
