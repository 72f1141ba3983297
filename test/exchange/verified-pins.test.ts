import { expect, it } from 'vitest';
import { createVerifiedPins } from '../../src/exchange/verified-pins.ts';

it('remembers a domain for one device and app, within its bound', () => {
  const pins = createVerifiedPins(2);
  pins.add('10.0.0.1', 'app', 'a.test');
  expect(pins.has('10.0.0.1', 'app', 'a.test')).toBe(true);
  expect(pins.has('10.0.0.2', 'app', 'a.test')).toBe(false);
  expect(pins.has('10.0.0.1', 'other', 'a.test')).toBe(false);
  pins.add('10.0.0.1', 'app', 'b.test');
  pins.add('10.0.0.1', 'app', 'c.test');
  expect(pins.has('10.0.0.1', 'app', 'a.test')).toBe(false);
});

it('forgets what one device has verified, in every app', () => {
  const pins = createVerifiedPins(10);
  pins.add('10.0.0.1', 'app', 'a.test');
  pins.add('10.0.0.1', 'other', 'b.test');
  pins.add('10.0.0.10', 'app', 'a.test');
  pins.forget('10.0.0.1');
  expect(pins.has('10.0.0.1', 'app', 'a.test')).toBe(false);
  expect(pins.has('10.0.0.1', 'other', 'b.test')).toBe(false);
  expect(pins.has('10.0.0.10', 'app', 'a.test')).toBe(true);
});

it('forgets all', () => {
  const pins = createVerifiedPins(10);
  pins.add('10.0.0.1', 'app', 'a.test');
  pins.add('10.0.0.2', 'app', 'a.test');
  pins.forgetAll();
  expect(['10.0.0.1', '10.0.0.2'].map((device) => pins.has(device, 'app', 'a.test'))).toEqual([false, false]);
});
