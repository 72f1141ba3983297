/** A phone's calls to a host with pins: the server's own certificate reaches it, and the gate looks at the pin itself. */
import { expect } from 'vitest';
import { itNeeds } from '../support/needs.ts';
import { GATE, openPhoneLife } from '../support/phone-life.ts';
import type { TestCertificate } from '../support/pki.ts';
import { until } from '../support/until.ts';
import { trustedCa } from '../support/world.ts';

const HOST = 'api.shop.test';
/** Each has a key of its own. */
const issued = () => trustedCa().issue({ names: [HOST] });

/** A phone that knows the server's root and not the gate's calls twice; the report once the pin has been looked at. */
const calledWith = async (served: TestCertificate, pin: string) => {
  const { first, file, report } = await openPhoneLife({ served, certs: { [HOST]: [pin] } });
  const call = async () =>
    (await first('curl', ['-s', '-x', GATE, '--cacert', file('trusted.pem'), `https://${HOST}/now`])).stdout;
  const pinned = async () => (await report()).rules.find(({ rule }) => rule === 'pin-spki')?.state;
  expect(await call()).toBe('now');
  await until('the pin is looked at', async () => ['pass', 'fail'].includes((await pinned()) ?? ''));
  expect(await call()).toBe('now');
  await until('both flows are over', async () => (await report()).flows.completed === 2);
  return report();
};

itNeeds('veth', 'curl')(
  'the right pin passes in the report, and what was not decrypted is not checkable',
  async () => {
    const served = issued();
    const { rules, findings } = await calledWith(served, served.pin);
    const states = ['pin-spki', 'cert-trusted', 'scheme-https-wss', 'method'].map(
      (name) => rules.find(({ rule }) => rule === name)?.state,
    );
    expect(states).toEqual(['pass', 'pass', 'pass', 'not-checkable']);
    expect(findings.filter(({ rule }) => rule === 'pin-spki')).toEqual([]);
  },
  30_000,
);

itNeeds('veth', 'curl')(
  'a wrong pin is one finding about the server, however often it is called',
  async () => {
    const { findings, verdict } = await calledWith(issued(), issued().pin);
    expect(findings.filter(({ rule }) => rule === 'pin-spki')).toMatchObject([{ server: `${HOST}:443`, flows: 2 }]);
    expect(verdict).toBe('fail');
  },
  30_000,
);
