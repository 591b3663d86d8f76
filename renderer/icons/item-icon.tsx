import type { JSX } from 'react';

/** Drawn, never emoji: station machines have no emoji font. All on a 24 × 24 grid, in the colour of the text. */
const drawings: Readonly<Record<string, JSX.Element>> = {
  grain: (
    <path d="M8.5 3h7l-1.8 3.2h-3.4zM10.3 6.2C6 8.8 4 12.6 4 16c0 3.6 3 5 8 5s8-1.4 8-5c0-3.4-2-7.2-6.3-9.8M12 10v7M12 12l-2.5-1.5M12 12l2.5-1.5M12 15l-2.5-1.5M12 15l2.5-1.5" />
  ),
  oil: (
    <path d="M9.5 2h5v3.5L18 9v11a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V9l3.5-3.5zM12 12.5c1.7 2 2.5 3.2 2.5 4.3a2.5 2.5 0 0 1-5 0c0-1.1.8-2.3 2.5-4.3z" />
  ),
  pulses: (
    <path d="M3 12h18c0 5-3.5 9-9 9s-9-4-9-9zM6.5 12c-.5-2 .8-3.5 2.5-3.5s2.5 1.5 2.5 3.5M12 12c-.4-2.5 1-4 2.7-4s3 1.6 2.6 4M9.5 8.5C9.3 6.3 10.5 5 12 5s2.5 1.2 2.6 3" />
  ),
  salt: (
    <path d="M8 8h8l2 11a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2zM8 8c0-3 1.5-5 4-5s4 2 4 5M10.5 5.5v.01M13.5 5.5v.01M9 14h6" />
  ),
  sugar: (
    <path d="M4 13.5l4-2 4 2v5l-4 2-4-2zM12 13.5l4-2 4 2v5l-4 2-4-2zM8 6l4-2 4 2v4.5l-4 2-4-2zM4 13.5l4 2 4-2M12 13.5l4 2 4-2M8 6l4 2 4-2M8 15.5v5M16 15.5v5M12 8v4.5" />
  ),
  kit: <path d="M3 8h18v12H3zM8 8V5a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v3M3 13h18M12 11.5v3" />,
  soap: (
    <path d="M4 13c0-2.2 1.8-4 4-4h8c2.2 0 4 1.8 4 4v3c0 2.2-1.8 4-4 4H8c-2.2 0-4-1.8-4-4zM8 14.5c0-1 .8-2 2-2h4c1.2 0 2 1 2 2M8 5.5a1.2 1.2 0 1 0 .01 0M14.5 4.5a1.6 1.6 0 1 0 .01 0" />
  ),
  blanket: <path d="M4 5h13a3 3 0 0 1 3 3v11H7a3 3 0 0 1-3-3zM4 15a3 3 0 0 1 3-3h13M8 19v2M12 19v2M16 19v2M8 8.5h7" />,
  water: <path d="M12 3c4 5 6.5 8.3 6.5 11.5a6.5 6.5 0 0 1-13 0C5.5 11.3 8 8 12 3zM9 15a3 3 0 0 0 3 3" />,
  medicine: <path d="M5 8h14v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1zM7 3h10v5H7zM12 11.5v6M9 14.5h6" />,
  seed: <path d="M12 21v-9M12 12c0-4.5-3-7-8-7 0 4.5 3 7 8 7zM12 15c0-4 2.7-6.5 8-6.5 0 4.3-3 6.5-8 6.5z" />,
  box: <path d="M12 2.5l9 4.5v10l-9 4.5L3 17V7zM3 7l9 4.5L21 7M12 11.5v10M7.5 4.8l9 4.5v4" />,
  cash: <path d="M2 6.5h20v11H2zM12 9a3 3 0 1 0 .01 0M5 9.5v.01M19 14.5v.01" />,
};

/** The picture of an item, or of cash. Its name always stands beside it, so it is hidden from screen readers. */
export function ItemIcon({ icon }: Readonly<{ icon: string }>): JSX.Element {
  return (
    <svg
      className="item-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[icon] ?? drawings['box']}
    </svg>
  );
}
