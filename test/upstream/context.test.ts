import { expect, it } from 'vitest';
import { createPathFinder } from '../../src/chain/path-finder.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import { connect } from '../../src/upstream/connect.ts';
import { upstreamContext } from '../../src/upstream/context.ts';
import { tlsOrigin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';
import { trustedCa } from '../support/world.ts';
import { diallingTo, orderTo, uncalled } from './dialling.ts';

const other = makeCa({ name: 'Extra Root' });

it.each([
  ['the roots that it was given', [trustedCa().cert, other.cert], 'connected'],
  ['no other root, not even the system’s', [trustedCa().cert], 'forbidden'],
  ['no root at all', [], 'forbidden'],
])('trusts %s', async (_, roots, outcome) => {
  const { chain, key } = other.issue({ names: ['api.shop.test'] });
  const { port } = await tlsOrigin(() => {}, { cert: chain, key });
  const dialling = diallingTo(port, {
    context: upstreamContext(roots),
    findPath: createPathFinder(indexRoots(roots)).findPath,
  });
  const made = await connect(orderTo(), dialling, uncalled);
  expect(made.outcome).toBe(outcome);
  if (made.outcome === 'connected') made.socket.destroy();
});

it.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)(
  'shakes hands in %s, for a rule to judge',
  async (version) => {
    const { chain, key } = trustedCa().issue({ names: ['api.shop.test'], key: 'rsa1024' });
    const options = { cert: chain, key, ciphers: 'DEFAULT@SECLEVEL=0', minVersion: version, maxVersion: version };
    const { port } = await tlsOrigin(() => {}, options);
    const made = await connect(orderTo(), diallingTo(port), uncalled);
    const old = version === 'TLSv1' || version === 'TLSv1.1';
    const violations = made.peer?.violations.map(({ rule, actual }) => `${rule}: ${actual}`).sort();
    expect(violations).toEqual(['cert-ats: RSA, 1024 bits', ...(old ? [`tls-version: ${version}`] : [])]);
  },
);
