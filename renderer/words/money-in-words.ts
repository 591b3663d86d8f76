import type { LanguageCode } from './format.ts';

export function moneyInWords(_minor: number, _currency: string, _language: LanguageCode): string {
  return '';
}
