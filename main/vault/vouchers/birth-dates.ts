import anyAscii from 'any-ascii';

/**
 * Dates of birth that a text can mean, as `YYYY` or `YYYY-MM-DD`: `1980`, `1980-05-01`, `01/05/1980`, `١٩٨٠`. Day and month are
 * taken in either order, for people write both. Empty for anything else.
 */
export function isoDates(text: string): string[] {
  const numbers = anyAscii(text.normalize('NFKC')).match(/\d+/g) ?? [];
  if (numbers.length === 1) {
    const [year = ''] = numbers;
    return /^\d{4}$/.test(year) ? [year] : [];
  }
  const [first = '', second = '', third = ''] = numbers;
  if (numbers.length !== 3) return [];
  if (first.length === 4) return dates(first, [[second, third]]);
  return third.length === 4
    ? dates(third, [
        [second, first],
        [first, second],
      ])
    : [];
}

function dates(year: string, pairs: readonly (readonly [month: string, day: string])[]): string[] {
  const known = pairs.map(([month, day]) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return [...new Set(known)].filter((date) => {
    const ms = Date.parse(date);
    return /^\d{4}-\d\d-\d\d$/.test(date) && Number.isFinite(ms) && new Date(ms).toISOString().startsWith(date);
  });
}
