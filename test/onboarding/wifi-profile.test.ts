import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { wifiProfile } from '../../src/onboarding/wifi-profile.ts';
import { itNeeds } from '../support/needs.ts';
import { run } from '../support/run.ts';
import { trustedCa } from '../support/world.ts';

const x509 = new X509Certificate(trustedCa().cert);
const ca = { certPem: x509.toString(), x509, fingerprint: x509.fingerprint256 };
const reached = { address: '192.168.1.20', port: 8080 };
const get = (query: string, to = reached) => wifiProfile(ca, { path: `/ca.mobileconfig${query}`, reached: to });

const READ = `import plistlib, json, sys
print(json.dumps(plistlib.loads(sys.stdin.buffer.read()), default=lambda data: len(data)))`;

const parsed = async (query: string, to = reached) => {
  const { body } = get(query, to);
  const { stdout, stderr } = await run('/usr/bin/python3', ['-c', READ], { input: String(body) });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
};

describe('the profile for iOS, read as a plist', () => {
  itNeeds('python3')('has the CA alone where no network is named', async () => {
    const { PayloadContent } = await parsed('');
    expect(PayloadContent).toMatchObject([{ PayloadType: 'com.apple.security.root', PayloadContent: x509.raw.length }]);
  });

  itNeeds('python3')('has the network and its proxy, and no password', async () => {
    const { PayloadContent } = await parsed('?ssid=Caf%C3%A9+%3C%2Fstring%3E%26%22');
    expect(PayloadContent[1]).toEqual({
      AutoJoin: true,
      EncryptionType: 'Any',
      HIDDEN_NETWORK: false,
      PayloadDisplayName: 'Wi-Fi Café </string>&"',
      PayloadIdentifier: expect.stringMatching(/^mpgate\.ca\.[0-9a-f]{16}\.wifi\.[0-9a-f]{16}$/),
      PayloadType: 'com.apple.wifi.managed',
      PayloadUUID: expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
      PayloadVersion: 1,
      ProxyServer: '192.168.1.20',
      ProxyServerPort: 8080,
      ProxyType: 'Manual',
      SSID_STR: 'Café </string>&"',
    });
  });

  itNeeds('python3')('names the script where that is asked for, which is no way around the gate', async () => {
    const { PayloadContent } = await parsed('?ssid=Home&proxy=auto', { address: 'fd00::1', port: 8080 });
    const { ProxyType, ProxyPACURL, ProxyPACFallbackAllowed, ProxyServer } = PayloadContent[1];
    expect([ProxyType, ProxyPACURL, ProxyPACFallbackAllowed, ProxyServer]).toEqual([
      'Auto',
      'http://[fd00::1]:8080/proxy.pac',
      false,
      undefined,
    ]);
  });

  it('has the same ids each time, and others for another network', () => {
    const ids = (query: string) => String(get(query).body).match(/(?<=UUID<\/key><string>)[^<]+/g);
    expect(ids('?ssid=a')).toEqual(ids('?ssid=a'));
    expect(ids('?ssid=a')?.[1]).not.toBe(ids('?ssid=b')?.[1]);
    expect(ids('?ssid=a')?.[2]).toBe(ids('')?.[1]);
  });
});

it.each([
  ['?ssid=', 'BAD_SSID'],
  [`?ssid=${'x'.repeat(33)}`, 'BAD_SSID'],
  [`?ssid=${encodeURIComponent('网'.repeat(11))}`, 'BAD_SSID'],
  ['?ssid=a%00b', 'BAD_SSID'],
  ['?ssid=a%0Ab', 'BAD_SSID'],
  ['?ssid=%FF', 'BAD_SSID'],
  ['?ssid=a&proxy=none', 'BAD_PROXY'],
])('%s is refused: %s', (query, failure) => {
  const { status, body } = get(query);
  expect([status, JSON.parse(String(body)).failure]).toEqual([400, failure]);
});

it.each([`?ssid=${'x'.repeat(32)}`, '?ssid=%E5%AE%B6'])('%s is a name', (query) => {
  expect(get(query).status).toBeUndefined();
});
