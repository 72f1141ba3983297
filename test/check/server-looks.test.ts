import { describe, expect, it, onTestFinished } from 'vitest';
import { ServerLooks } from '../../src/check/server-looks.ts';
import type { ServerProbed } from '../../src/model/event.ts';
import type { Order } from '../../src/upstream/connect.ts';
import { certified, tcpOrigin, tlsOrigin } from '../support/origin.ts';
import { policyOf } from '../support/policy.ts';
import { until } from '../support/until.ts';
import { diallingTo, orderTo } from '../upstream/dialling.ts';

const looking = (port: number, handshakeMs = 5_000) => {
  const told: ServerProbed[] = [];
  const looks = new ServerLooks({
    dialling: diallingTo(0, { handshakeMs }),
    tell: (event) => told.push(event),
  });
  onTestFinished(() => looks.close());
  const target = { address: '127.0.0.1', port, mapped: true };
  const policy = policyOf();
  const look = (changes: Partial<Order> = {}, to = 'api.shop.test') =>
    looks.look(orderTo(to, { secure: false, policy, ...changes }), { target, facts: null });
  const over = () => until('the looks are over', () => looks.stats().underWay === 0);
  return { looks, look, over, told };
};

const otherPolicy = () => policyOf({ id: 'reloaded' });

describe('a look at a server in the background', () => {
  it('is made once, and told once to each policy', async () => {
    const { port, accepted } = await tlsOrigin(() => {}, certified('other.test'));
    const { looks, look, over, told } = looking(port);
    look();
    look();
    look({ policy: otherPolicy() });
    await over();
    look();
    expect(told.map(({ violations }) => violations.map(({ rule }) => rule))).toEqual([
      ['tls-legacy', 'cert-name'],
      ['tls-legacy', 'cert-name'],
    ]);
    expect(told[0]).toMatchObject({ flow: 'f-1', host: 'api.shop.test', port: 443, address: '127.0.0.1' });
    expect(looks.stats()).toEqual({ asked: 1, hits: 3, underWay: 0, kept: 1 });
    // A handshake, and one for each of the versions below.
    expect(accepted()).toBe(4);
  });

  it('is not made of a host that the app does not name', async () => {
    const { port, accepted } = await tlsOrigin(() => {});
    const { looks, look } = looking(port);
    look({}, 'push.phone.test');
    expect([looks.stats().asked, accepted()]).toEqual([0, 0]);
  });

  it('is made again in a new session, and what is under way in the old one is not told', async () => {
    const { port } = await tlsOrigin(() => {}, certified('api.shop.test'));
    const { looks, look, over, told } = looking(port);
    look();
    looks.renew();
    await over();
    expect(told).toEqual([]);
    look();
    await over();
    expect([told.length, looks.stats().asked]).toEqual([1, 2]);
  });

  it('ends with the gate, together with its connections', async () => {
    const { port, accepted, open } = await tcpOrigin((socket) => void socket.resume());
    const { looks, look, over, told } = looking(port);
    look();
    await until('it has connected', () => accepted() === 1);
    looks.close();
    await over();
    await until('nothing is open', () => open() === 0);
    look();
    expect([told, looks.stats().asked]).toEqual([[], 1]);
  });

  it('that sees nothing says why of each rule', async () => {
    const { port } = await tcpOrigin(() => {});
    const { look, over, told } = looking(port, 50);
    look();
    await over();
    const [event] = told;
    expect([event?.passed, event?.violations]).toEqual([[], []]);
    expect(event?.unchecked?.find(({ rule }) => rule === 'cert-dates')?.reason).toMatch(/look at the server failed/);
  });

  it('has a bound: so many at a time, and no line without end', async () => {
    const { port, open } = await tcpOrigin(() => {});
    const { looks, look } = looking(port);
    for (let n = 0; n < 300; n += 1) look({}, `api.shop.test:${1_000 + n}`);
    expect(looks.stats()).toMatchObject({ asked: 256, underWay: 256 });
    await until('they have connected', () => open() === 4);
  });
});
