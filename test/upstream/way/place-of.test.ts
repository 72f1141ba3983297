import { expect, it } from 'vitest';
import { placeOf } from '../../../src/upstream/way/place-of.ts';

it.each([
  ['api.shop.test', 'api.shop.test:443'],
  ['10.0.0.1', '10.0.0.1:443'],
  ['2001:db8::1', '[2001:db8::1]:443'],
])('%s stands before its port as %s', (host, place) => {
  expect(placeOf(host, 443)).toBe(place);
});
