export { minorDigits } from '../domain/currency.ts';
