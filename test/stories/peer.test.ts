import type { SecureContextOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/client.ts';
import { httpsOrigin, mirror } from '../support/origin.ts';
import { makeCa, selfSigned, type TestCertificate } from '../support/pki.ts';
import { openWorld, trustedCa, type WorldOptions } from '../support/world.ts';

const HOST = 'api.shop.test';
const URL_OF_IT = `https://${HOST}/secret`;
const DAY = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);

const served = ({ chain, key }: TestCertificate): SecureContextOptions => ({ cert: chain, key });

/** The world with one server of that certificate behind `api.shop.test`, and what one request came to. */
const trial = async (tls: SecureContextOptions, options: WorldOptions = {}) => {
  const origin = await httpsOrigin(mirror, tls);
  const world = await openWorld({ resolve: { [HOST]: origin.port }, ...options });
  const answer = await ask(world, URL_OF_IT, { headers: { 'content-type': 'application/json' } });
  const rule = answer.headers['x-mpgate-rule'];
  return { answer, rule, origin, world };
};

/** With it the server would be looked at besides, and every connection to it is counted here. */
const QUIET = { 'tls-legacy': 'off' };

describe('a server is refused before it has seen a request byte', () => {
  const stranger = makeCa({ name: 'Stranger Root' });
  const intermediate = makeCa({ name: 'Trusted Intermediate', parent: trustedCa() });
  const names = [HOST];
  it.each<[string, () => SecureContextOptions, string]>([
    [
      'out of date',
      () => served(trustedCa().issue({ names, notBefore: daysFromNow(-30), notAfter: daysFromNow(-1) })),
      'cert-dates',
    ],
    ['not valid yet', () => served(trustedCa().issue({ names, notBefore: daysFromNow(1) })), 'cert-dates'],
    ['of another name', () => served(trustedCa().issue({ names: ['other.shop.test'] })), 'cert-name'],
    ['with its name in CN only', () => served(trustedCa().issue({ cn: HOST, san: false })), 'cert-name'],
    ['self-signed', () => served(selfSigned({ names })), 'cert-self-signed'],
    ['of an unknown root', () => served(stranger.issue({ names })), 'cert-trusted'],
    [
      'of an unknown root that is sent along',
      () => {
        const { cert, key } = stranger.issue({ names });
        return { cert: cert + stranger.cert, key };
      },
      'cert-trusted',
    ],
    [
      'without its intermediate',
      () => {
        const { cert, key } = intermediate.issue({ names });
        return { cert, key };
      },
      'cert-chain',
    ],
    [
      'with an intermediate that is no CA',
      () => {
        const noCa = makeCa({ name: 'No CA', parent: trustedCa(), ca: false });
        return served(noCa.issue({ names }));
      },
      'cert-trusted',
    ],
    [
      'with a key of RSA-1024',
      () => ({ ...served(trustedCa().issue({ names, key: 'rsa1024' })), ciphers: 'DEFAULT@SECLEVEL=0' }),
      'cert-ats',
    ],
    [
      'with a SHA-1 signature',
      () => ({ ...served(trustedCa().issue({ names, hash: 'sha1' })), ciphers: 'DEFAULT@SECLEVEL=0' }),
      'cert-ats',
    ],
    [
      'with TLS 1.1 only',
      () => ({
        ...served(trustedCa().issue({ names })),
        minVersion: 'TLSv1.1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
      'tls-version',
    ],
  ])('%s', async (_, tls, expected) => {
    const { answer, rule, origin, world } = await trial(tls());
    expect([answer.status, rule]).toEqual([502, expected]);
    expect(origin.requests).toHaveLength(0);
    const [flow] = await world.flows();
    expect(flow?.end).toMatchObject({ outcome: 'refused' });
  });

  it('each fault of several is told', async () => {
    const both = stranger.issue({ names: ['other.shop.test'], notBefore: daysFromNow(-30), notAfter: daysFromNow(-1) });
    const { world } = await trial(served(both));
    const [flow] = await world.flows();
    const peer = flow?.verdicts.find(({ stage }) => stage === 'peer');
    expect(peer?.violations.map(({ rule }) => rule).sort()).toEqual(['cert-dates', 'cert-name', 'cert-trusted']);
  });
});

describe('a server is let through', () => {
  it('with a chain in the wrong order, of which the report warns', async () => {
    const upper = makeCa({ name: 'Upper', parent: trustedCa() });
    const lower = makeCa({ name: 'Lower', parent: upper });
    const { cert, key } = lower.issue({ names: [HOST] });
    const { answer, world } = await trial({ cert: cert + upper.cert + lower.cert, key });
    expect(answer.status).toBe(200);
    expect(world.gateway.report().rules.find(({ rule }) => rule === 'cert-chain')?.state).toBe('warn');
  });

  it('with a complete chain', async () => {
    const intermediate = makeCa({ name: 'Trusted Intermediate', parent: trustedCa() });
    const { answer } = await trial(served(intermediate.issue({ names: [HOST] })));
    expect(answer.status).toBe(200);
  });

  it('with RSA-2048, and with TLS 1.2', async () => {
    const tls = { ...served(trustedCa().issue({ names: [HOST], key: 'rsa2048' })), maxVersion: 'TLSv1.2' as const };
    expect((await trial(tls)).answer.status).toBe(200);
  });

  it('whatever is wrong with it, where verification is switched off; the report says what would fail', async () => {
    const { answer, world } = await trial(served(selfSigned({ names: ['x.test'] })), {
      app: { skipVerification: true },
    });
    expect(answer.status).toBe(200);
    const report = world.gateway.report();
    expect(report.skipped).toBe(1);
    expect(report.rules.find(({ rule }) => rule === 'cert-self-signed')?.state).toBe('warn');
    expect(report.rules.find(({ rule }) => rule === 'skip-verification')?.state).toBe('warn');
  });

  it('with a fault that the app only warns of', async () => {
    const late = trustedCa().issue({ names: [HOST], notBefore: daysFromNow(-30), notAfter: daysFromNow(-1) });
    const { answer, world } = await trial(served(late), { app: { rules: { 'cert-dates': 'warn' } } });
    expect(answer.status).toBe(200);
    expect(world.gateway.report().rules.find(({ rule }) => rule === 'cert-dates')?.state).toBe('warn');
  });
});

describe('a pin', () => {
  const right = () => trustedCa().issue({ names: [HOST], freshKey: true });

  it('that matches lets through, on a kept connection and on a new one', async () => {
    const certificate = right();
    const { answer, world, origin } = await trial(served(certificate), {
      app: { certs: { [HOST]: [certificate.pin] }, rules: QUIET },
    });
    expect(answer.status).toBe(200);
    origin.server.closeAllConnections();
    expect((await ask(world, URL_OF_IT)).status).toBe(200);
    expect(origin.accepted()).toBe(2);
  });

  it('that does not match ends it before the server has seen a request byte', async () => {
    const { answer, rule, origin } = await trial(served(right()), { app: { certs: { [HOST]: [right().pin] } } });
    expect([answer.status, rule]).toEqual([502, 'pin-spki']);
    expect(origin.requests).toHaveLength(0);
  });

  it('that matches an intermediate only does not do, and the message says so', async () => {
    const intermediate = makeCa({ name: 'Pinned Intermediate', parent: trustedCa() });
    const { answer } = await trial(served(intermediate.issue({ names: [HOST] })), {
      app: { certs: { [HOST]: [intermediate.pin] } },
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      rule: 'pin-spki',
      message: expect.stringMatching(/Pinned Intermediate/),
    });
  });

  it('never stands in for a trusted chain', async () => {
    const own = selfSigned({ names: [HOST] });
    const { rule } = await trial(served(own), { app: { certs: { [HOST]: [own.pin] } } });
    expect(rule).toBe('cert-self-signed');
  });

  it.each(['android', 'strictest', 'ios'] as const)('when the key changes in mid-session, on %s', async (platform) => {
    const [before, after] = [right(), right()];
    const ticketKeys = Buffer.alloc(48, 7);
    const tls = { ...served(before), ticketKeys };
    const { answer, world, origin } = await trial(tls, { app: { platform, certs: { [HOST]: [before.pin] } } });
    expect(answer.status).toBe(200);
    // The same ticket keys: a client that resumed its session would never see the new certificate.
    Reflect.get(origin.server, 'setSecureContext').call(origin.server, { ...served(after), ticketKeys });
    origin.server.closeAllConnections();
    const second = await ask(world, URL_OF_IT);
    const expected = platform === 'ios' ? [200, undefined] : [502, 'pin-spki'];
    expect([second.status, second.headers['x-mpgate-rule']]).toEqual(expected);
    const elsewhere = await ask(world, URL_OF_IT, { from: '127.0.0.9' });
    expect(elsewhere.status).toBe(502);
    await world.tell({ newSession: true });
    expect((await ask(world, URL_OF_IT)).status).toBe(502);
  });

  it('of a wrong key holds, however many requests there are', async () => {
    const certificate = right();
    const { world, origin } = await trial(served(certificate), { app: { certs: { [HOST]: [right().pin] } } });
    for (let i = 0; i < 5; i += 1) expect((await ask(world, URL_OF_IT)).status).toBe(502);
    expect(origin.requests).toHaveLength(0);
  });
});
