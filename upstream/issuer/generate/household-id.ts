/** Damm's quasigroup of order 10 (H. M. Damm, 2004): every single wrong digit and every swap of neighbours is noticed. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

function dammOf(digits: string): number {
  let state = 0;
  for (const digit of digits) state = Number(DAMM[state]?.[Number(digit)]);
  return state;
}

/**
 * Readable household id, `HH-<area>-<serial><check digit>`, for instance `HH-20-3417`.
 * @param area 10 to 99
 * @param serial number within the area, from 1
 * @param width digits of the serial, the same for the whole programme
 */
export function householdId(area: number, serial: number, width: number): string {
  const digits = String(serial).padStart(width, '0');
  return `HH-${area}-${digits}${dammOf(`${area}${digits}`)}`;
}

/** Whether the last digit of a readable household id fits the digits before it. */
export function hasRightCheckDigit(id: string): boolean {
  return /^HH-\d{2}-\d{2,}$/.test(id) && dammOf(id.replace(/\D/g, '')) === 0;
}
