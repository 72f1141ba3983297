import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { opensslLine } from '../../src/cli/openssl-line.ts';
import { authorityOf } from '../support/facts.ts';
import { itNeeds } from '../support/needs.ts';
import { tlsOrigin } from '../support/origin.ts';
import { selfSigned } from '../support/pki.ts';

const shell = (line: string) =>
  new Promise<string>((resolve) => execFile('sh', ['-c', `${line} 2>&1`], (_, stdout) => resolve(stdout)));

describe('the line of OpenSSL that shows a finding', () => {
  it('names the host of its handshake, but not an address', () => {
    expect(opensslLine('cert-chain', authorityOf('api.shop.test'))).toBe(
      'openssl s_client -connect api.shop.test:443 -servername api.shop.test -showcerts -verify_return_error </dev/null',
    );
    expect(opensslLine('cert-chain', authorityOf('[::1]:8443'))).toContain('-connect [::1]:8443 -showcerts');
  });

  const shown = selfSigned({ names: ['localhost'] });
  const serve = () => tlsOrigin(() => {}, { key: shown.key, cert: shown.cert });

  itNeeds('openssl')('shows it, run as it stands', async () => {
    const { port } = await serve();
    const at = authorityOf(`127.0.0.1:${port}`);
    expect(await shell(opensslLine('cert-self-signed', at))).toMatch(/self.signed certificate/);
    expect(await shell(opensslLine('cert-name', at))).toContain('DNS:localhost');
    expect(await shell(opensslLine('cert-dates', at))).toMatch(/notAfter=/);
    expect((await shell(opensslLine('pin-spki', at))).trim()).toBe(shown.pin.replace('sha256/', ''));
    expect(await shell(opensslLine('cert-ats', at))).toMatch(/Signature Algorithm/);
    expect(await shell(opensslLine('tls-version', at))).toContain('TLSv1.2');
  });
});
