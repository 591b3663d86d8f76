import { expect, test } from 'vitest';
import { voucherFixture } from '../../testing/vouchers.fixture.ts';
import { searchServices } from './service-search.ts';

const { services } = voucherFixture();
const found = (text: string): string[] => searchServices(services, text).map(({ code }) => code);

test.each([
  ['', services.map(({ code }) => code)],
  ['lab', ['LAB-12']],
  ['malaria test', ['LAB-12']],
  ['echo obst', ['ECHO-03']],
  ['MED', ['MED-01', 'CONS-01']],
  ['nothing of it', []],
])('%j finds %j', (text, codes) => expect(found(text)).toEqual(codes));
