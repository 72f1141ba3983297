/** A phone comes in: its pages, the CA in each form, the script, all from an address of its own. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { FLAGS } from '../support/chromium.ts';
import { itNeeds } from '../support/needs.ts';
import { homeThatTrusts } from '../support/nss.ts';
import { GATE, openPhoneLife, PASSED } from '../support/phone-life.ts';

const PLIST = `import plistlib, sys
sys.stdout.buffer.write(plistlib.load(open(sys.argv[1], 'rb'))['PayloadContent'][0]['PayloadContent'])`;

itNeeds(
  'veth',
  'curl',
  'openssl',
  'python3',
  'chromium',
  'certutil',
)(
  'a phone comes in: pages in its language, a CA that its programs take, a script, and green steps',
  async () => {
    const { first, second, file } = await openPhoneLife();
    const page = async (phone: typeof first, ...args: readonly string[]) =>
      (await phone('curl', ['-sf', ...args])).stdout;
    expect(await page(first, `${GATE}/`)).toMatch(/<html lang="en">.*10\.77\.0\.1/s);
    expect(await page(second, '-H', 'Accept-Language: zh-CN', `${GATE}/`)).toMatch(/<html lang="zh-CN">.*设置手机/s);

    const get = async (name: string): Promise<string> => {
      await page(first, '-o', file(`got-${name}`), `${GATE}/${name}`);
      return file(`got-${name}`);
    };
    const [pem, cer, crt, profile] = await Promise.all(['ca.pem', 'ca.cer', 'ca.crt', 'ca.mobileconfig'].map(get));
    const { fingerprint256 } = new X509Certificate(await readFile(pem ?? ''));
    const read = ['x509', '-noout', '-fingerprint', '-sha256'];
    const openssl = async (input: readonly string[]) => (await first('openssl', [...read, ...input])).stdout.trim();
    await first('sh', ['-c', `/usr/bin/python3 -c "$1" '${profile}' > '${file('profile.cer')}'`, 'sh', PLIST]);
    const forms = [
      ['-in', pem ?? ''],
      ...[cer, crt, file('profile.cer')].map((der) => ['-inform', 'der', '-in', der ?? '']),
    ];
    for (const form of forms) expect(await openssl(form)).toBe(`sha256 Fingerprint=${fingerprint256}`);

    const proxied = ['-x', GATE, '--cacert', pem ?? ''];
    expect(JSON.parse(await page(first, ...proxied, 'https://mpgate.test/test/ca'))).toMatchObject({ mpgate: true });
    const lan = JSON.parse(await page(second, ...proxied, 'http://mpgate.test/test/lan'));
    expect([lan.ok, lan.text]).toEqual([true, expect.stringMatching(/10\.77\.0\.3.*10\.77\.0\.1.*10\.77\.0\.0\/24/)]);

    const chromium = async (home: string, url: string, ...args: readonly string[]) => {
      const flags = [...FLAGS, '--headless', `--user-data-dir=${home}/profile`, ...args, '--dump-dom', url];
      return (await first('chromium', flags, { env: { HOME: home } })).stdout;
    };
    for (const form of [pem, cer]) {
      const home = await homeThatTrusts(form ?? '');
      expect(await chromium(home, 'https://mpgate.test/test/ca', `--proxy-server=${GATE}`)).toContain('"mpgate":true');
      expect(await chromium(home, 'https://mpgate.test/test/ca', `--proxy-pac-url=${GATE}/proxy.pac`)).toContain(
        '"mpgate":true',
      );
    }
    expect(await page(first, `${GATE}/proxy.pac`)).toContain(JSON.stringify(PASSED));
  },
  90_000,
);
