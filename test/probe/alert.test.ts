import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WireError } from '../../src/errors.ts';
import { readAlert } from '../../src/probe/alert.ts';
import { onlyWireErrors } from './only-wire-errors.ts';

it.each([
  [[2, 70], { level: 'fatal', name: 'protocol_version' }],
  [[2, 40], { level: 'fatal', name: 'handshake_failure' }],
  [[1, 112], { level: 'warning', name: 'unrecognized_name' }],
  [[1, 0], { level: 'warning', name: 'close_notify' }],
  [[2, 116], { level: 'fatal', name: 'certificate_required' }],
  [[2, 99], { level: 'fatal', name: 'alert 99' }],
  // Whoever writes another level means no mere warning.
  [[7, 47], { level: 'fatal', name: 'illegal_parameter' }],
])('%j', (bytes, alert) => {
  expect(readAlert(Buffer.from(bytes))).toEqual(alert);
});

it.each([[[]], [[2]], [[2, 70, 0]]])('refuses %j', (bytes) => {
  expect(() => readAlert(Buffer.from(bytes))).toThrow(WireError);
});

it('any bytes give an alert or our own error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 4 }), (bytes) => void onlyWireErrors(() => readAlert(bytes))));
});
