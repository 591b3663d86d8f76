import { expect, test } from 'vitest';
import type { Household, Member } from '../../../shared/domain/roll.ts';
import { householdView } from './household-view.ts';

const person = (id: string): Member => ({ id, name: id, relation: 'head', photo: `${id}.png` });
const household: Household = {
  id: 'HH-1',
  status: 'active',
  size: 3,
  members: [person('a'), person('b'), { id: 'c', name: 'c', relation: 'son' }],
  proxies: [person('p')],
};
const faces = (canGive: boolean, bytes: number): (string | null)[] => {
  const view = householdView(household, { photo: () => new Uint8Array(bytes) }, canGive);
  return [...view.members, ...view.proxies].map(({ photo }) => photo && photo.slice(0, 22));
};
const FACE = 'data:image/jpeg;base64';

test('everybody who may collect has a face', () => expect(faces(true, 9)).toEqual([FACE, FACE, null, FACE]));
test('nobody else is shown where nothing can be given', () =>
  expect(faces(false, 9)).toEqual([FACE, null, null, null]));
test('addressee and proxies come first where photos are large', () =>
  expect(faces(true, 600_000)).toEqual([FACE, null, null, FACE]));
