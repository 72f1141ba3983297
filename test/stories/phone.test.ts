/** Two phones at work: the local network, the background, slots of their own, and what passes untouched. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { itNeeds } from '../support/needs.ts';
import { GATE, openPhoneLife, PASSED } from '../support/phone-life.ts';
import { until } from '../support/until.ts';

const FIRST = '10.77.0.2';
const PRINTER = "require('http').createServer((_, answer) => answer.end('printed')).listen(828)";
/** Its body, then the code and the rule. */
const SHOWN = ['-s', '-w', '\\n%{http_code} %header{x-mpgate-rule}', '-H', 'Content-Type: application/json'];

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

itNeeds('veth', 'curl')(
  'two phones share nothing: a peer of the local network, slots, and the background with its 5 s',
  async () => {
    const { first, second, file, device, tell } = await openPhoneLife();
    const ask = async (phone: typeof first, ...args: readonly string[]) =>
      (await phone('curl', [...SHOWN, '-x', GATE, '--cacert', file('ca.pem'), ...args])).stdout.trim();
    for (const phone of [first, second]) void phone(process.execPath, ['-e', PRINTER]);
    await until(
      'the second phone prints',
      async () => (await first('curl', ['-s', 'http://10.77.0.3:828/'])).code === 0,
    );
    expect(await ask(first, 'http://10.77.0.3:828/')).toBe('printed\n200');
    expect(await ask(second, 'http://10.77.0.2:828/')).toBe('printed\n200');
    expect(await ask(first, 'http://10.77.0.2:828/')).toMatch(/\n403 lan-address$/);

    const held = ask(first, '-Z', '--parallel-immediate', 'https://api.shop.test/held/[1-11]');
    const busy = { apps: [{ requests: 10, waiting: 1 }] };
    await until('ten are under way and one waits', async () =>
      expect.objectContaining({ apps: [expect.objectContaining(busy.apps[0])] }).asymmetricMatch(await device(FIRST)),
    );
    const now = 'https://api.shop.test/now';
    expect(await ask(second, now)).toBe('now\n200');

    const since = performance.now();
    await tell(FIRST, { foreground: false });
    expect(await ask(first, now)).toMatch(/\n403 background-blocked$/);
    expect(await ask(second, now)).toBe('now\n200');
    expect((await held).match(/403 background-grace/g)).toHaveLength(11);
    const tookMs = performance.now() - since;
    expect(tookMs).toBeGreaterThan(4_950);
    expect(tookMs).toBeLessThan(7_500);
    expect(await ask(first, now)).toMatch(/\n403 background-blocked$/);
    await tell(FIRST, { foreground: true });
    expect(await ask(first, now)).toBe('now\n200');
  },
  40_000,
);

itNeeds('veth')(
  'what is for the chat app passes byte for byte, TLS or not',
  async () => {
    const { first, exchange, shop } = await openPhoneLife();
    const letters = 'mmtls\r\n\u0000\u0001GET / HTTP/1.1\r\nHost: other.test\r\n\r\n'.repeat(20_000);
    const mmtls = `POST /mmtls/0123 HTTP/1.1\r\nHost: ${PASSED}\r\nConnection: Upgrade\r\nUpgrade: mmtls\r\n\r\n${letters}`;
    for (const [port, bytes] of [
      [443, letters],
      [443, `\u0016\u0003\u0001${letters}`],
      [80, mmtls],
    ] as const) {
      const { stdout } = await exchange(first, `${PASSED}:${port}`, bytes);
      expect(sumOf(stdout)).toBe(sumOf(bytes));
      await until('the server has it all', () => shop().includes(`got ${sumOf(bytes)}`));
    }
  },
  30_000,
);

itNeeds('veth')(
  'the chat app’s own protocol on port 80 passes a proxy that is asked as for any page',
  async () => {
    const { first, exchange } = await openPhoneLife();
    const body = 'mmtls\r\n\u0000\u0001'.repeat(2_000);
    const fields = [
      `Host: ${PASSED}`,
      'Accept: */*',
      `Content-Length: ${body.length}`,
      'Content-Type: application/octet-stream',
      'Upgrade: mmtls',
      'User-Agent: MicroMessenger Client',
    ];
    for (const sent of [fields, [...fields, 'Connection: Upgrade']]) {
      const rest = `${sent.join('\r\n')}\r\n\r\n${body}`;
      // The server sends back what came: what reached it is what the phone reads.
      const { stdout } = await exchange(first, '-', `POST http://${PASSED}/mmtls/0123abcd HTTP/1.1\r\n${rest}`);
      expect(stdout).toBe(`POST /mmtls/0123abcd HTTP/1.1\r\n${rest}`);
    }
  },
  30_000,
);
