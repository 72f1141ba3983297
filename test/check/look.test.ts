import { describe, expect, it } from 'vitest';
import { look, unseen } from '../../src/check/look.ts';
import { authorityOf } from '../support/facts.ts';
import { tlsOrigin } from '../support/origin.ts';
import { diallingTo } from '../upstream/dialling.ts';

const at = (address: string, port: number) =>
  look(
    { address, port, mapped: true },
    { authority: authorityOf('api.shop.test'), device: '0.0.0.0', pinVerified: false, at: Date.now() },
    diallingTo(port),
  );

describe('a look at one address', () => {
  it('shows the handshake, and every version that is offered', async () => {
    const { port } = await tlsOrigin(() => {});
    expect(await at('127.0.0.1', port)).toMatchObject({
      facts: { trust: 'trusted', offered: ['TLSv1.2', 'TLSv1.3'] },
      server: { best: 'TLSv1.3' },
      trouble: null,
    });
  });

  it.each([
    ['that refuses: there is the trouble', '127.0.0.1', { text: 'connect ECONNREFUSED 127.0.0.1:1', where: 'there' }],
    ['that this machine has no way to', 'fe80::1%lo', { text: expect.stringContaining('ENETUNREACH'), where: 'here' }],
  ])('%s', async (_, address, trouble) => {
    expect(await at(address, 1)).toEqual({ address, port: 1, mapped: true, facts: null, server: null, trouble });
  });

  it('that came to nothing has the system’s code once', () => {
    const nowhere = { address: 'x', port: 443, mapped: false };
    const failed = (message: string) =>
      unseen(nowhere, Object.assign(new Error(message), { code: 'EPROTO' })).trouble?.text;
    expect([failed('no TLS'), failed('EPROTO: no TLS'), unseen(nowhere, 'odd').trouble?.text]).toEqual([
      'no TLS (EPROTO)',
      'EPROTO: no TLS',
      'odd',
    ]);
  });
});
