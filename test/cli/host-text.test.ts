import { expect, it } from 'vitest';
import { hostText } from '../../src/cli/host-text.ts';
import { authorityOf } from '../support/facts.ts';

it.each(['api.shop.test:443', '203.0.113.7:8443', '[2001:db8::7]:443'])('%s', (text) => {
  expect(hostText(authorityOf(text))).toBe(text);
});
