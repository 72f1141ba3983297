import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { HostFinding } from '../../src/check/host-findings.ts';
import { opensslLine } from '../../src/cli/openssl-line.ts';
import type { Authority } from '../../src/model/facts.ts';
import { authorityOf } from '../support/facts.ts';
import { itNeeds } from '../support/needs.ts';
import { tlsOrigin } from '../support/origin.ts';
import { selfSigned } from '../support/pki.ts';

const line = (rule: string, authority: Authority, shownAt: HostFinding['shownAt'] = null) =>
  opensslLine({ rule, shownAt }, authority);

const shell = (line: string) =>
  new Promise<string>((resolve) => execFile('sh', ['-c', `${line} 2>&1`], (_, stdout) => resolve(stdout)));

describe('the line of OpenSSL that shows a finding', () => {
  it('names the host of its handshake, but not an address', () => {
    expect(line('cert-chain', authorityOf('api.shop.test'))).toBe(
      'openssl s_client -connect api.shop.test:443 -servername api.shop.test -showcerts -verify_return_error </dev/null',
    );
    expect(line('cert-chain', authorityOf('[::1]:8443'))).toContain('-connect [::1]:8443 -showcerts');
  });

  it('goes to the address where it shows, under the name of the host', () => {
    const at = (address: string) => line('cert-name', authorityOf('api.shop.test'), { address, port: 9443 });
    expect(at('::1')).toContain('-connect [::1]:9443 -servername api.shop.test ');
    expect(at('127.0.0.1')).toContain('-connect 127.0.0.1:9443 -servername api.shop.test ');
  });

  const shown = selfSigned({ names: ['localhost'] });
  const serve = () => tlsOrigin(() => {}, { key: shown.key, cert: shown.cert });

  itNeeds('openssl')('shows it, run as it stands', async () => {
    const { port } = await serve();
    const at = authorityOf(`127.0.0.1:${port}`);
    expect(await shell(line('cert-self-signed', at))).toMatch(/self.signed certificate/);
    expect(await shell(line('cert-name', at))).toContain('DNS:localhost');
    expect(await shell(line('cert-dates', at))).toMatch(/notAfter=/);
    expect((await shell(line('pin-spki', at))).trim()).toBe(shown.pin.replace('sha256/', ''));
    expect(await shell(line('cert-ats', at))).toMatch(/Signature Algorithm/);
    expect(await shell(line('tls-version', at))).toContain('TLSv1.2');
    expect(await shell(line('tls-legacy', at))).toMatch(/alert protocol version/);
  });
});
