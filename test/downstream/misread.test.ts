import { text as textOf } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { LATE, misread } from '../../src/downstream/misread.ts';
import type { Way } from '../../src/downstream/way.ts';
import { Roster } from '../../src/exchange/roster.ts';
import { socketPair } from '../support/socket-pair.ts';

const way = { owed: new Roster() } as unknown as Way;

it.each([
  [LATE, 408, 'ERR_HTTP_REQUEST_TIMEOUT'],
  [Object.assign(new Error('too much'), { code: 'HPE_HEADER_OVERFLOW' }), 431, 'HPE_HEADER_OVERFLOW'],
  [new Error('odd'), 400, 'BAD_REQUEST'],
])('%s is a %i', async (error, status, code) => {
  const [near, far] = await socketPair();
  misread(error, far, way);
  const text = textOf(near);
  near.end();
  expect(await text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*X-Mpgate-Failure: ${code}`, 's'));
});

it('a connection that was reset hears nothing more', async () => {
  const [near, far] = await socketPair();
  misread(Object.assign(new Error('reset'), { code: 'ECONNRESET' }), far, way);
  expect([far.destroyed, await textOf(near)]).toEqual([true, '']);
});
