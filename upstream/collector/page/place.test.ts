import { expect, it } from 'vitest';
import { addressOf, readPlace } from './place.ts';

it('comes back to where an address was made', () => {
  const filters = { status: 'conflict', item: 'cash:SDG' };
  expect(readPlace(addressOf(3, 'entitlements', filters))).toEqual({ scope: 3, tab: 'entitlements', filters });
});

it('takes an address of nobody for the sites', () => {
  for (const hash of ['', '#', '#/x', '#/1/../2']) expect(readPlace(hash).scope).toBeUndefined();
  expect(readPlace('#/1/nowhere').tab).toBe('summary');
});
