import { expect, it } from 'vitest';
import { PROBE_LIMITS } from '../../src/probe/limits.ts';
import { offeredVersions } from '../../src/probe/offered-versions.ts';
import { certified, tcpOrigin, tlsOrigin } from '../support/origin.ts';

const NAME = 'api.shop.test';
const at = (port: number) => ({ address: '127.0.0.1', port, servername: NAME });

it.each([
  ['TLSv1.3', 'TLSv1.2', ['TLSv1.2', 'TLSv1.3'], 3],
  ['TLSv1.3', 'TLSv1.3', ['TLSv1.3'], 3],
  ['TLSv1.2', 'TLSv1', ['TLSv1', 'TLSv1.1', 'TLSv1.2'], 2],
] as const)('of a server whose best is %s, from %s on', async (maxVersion, minVersion, offered, connections) => {
  const tls = { ...certified(NAME), minVersion, maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' };
  const { port, accepted } = await tlsOrigin(() => {}, tls);
  expect(await offeredVersions(at(port), maxVersion, PROBE_LIMITS)).toEqual(offered);
  expect(accepted()).toBe(connections);
});

it('asks for none where a server agreed to none', async () => {
  const { port, accepted } = await tcpOrigin(() => {});
  expect([await offeredVersions(at(port), 'below', PROBE_LIMITS), accepted()]).toEqual([[], 0]);
});

it('says why it is not known, within its limits', async () => {
  const { port } = await tcpOrigin(() => {});
  const said = await offeredVersions(at(port), 'TLSv1.3', { ...PROBE_LIMITS, timeoutMs: 50 });
  expect(said).toBe('the server did not answer when asked for TLSv1.2');
});

it('ends when it is told to', async () => {
  const stop = new AbortController();
  const { port } = await tcpOrigin(() => stop.abort());
  const said = await offeredVersions(at(port), 'TLSv1.2', { ...PROBE_LIMITS, signal: stop.signal });
  expect(said).not.toContain('TLSv1.2');
});
