import { createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pinOfFile } from '../../src/cli/pin-file.ts';
import { UsageError } from '../../src/errors.ts';
import { folder } from '../support/folder.ts';
import { makeCa } from '../support/pki.ts';

const ca = makeCa({ name: 'Root' });
const rsa = ca.issue({ names: ['rsa.test'], key: 'rsa2048' });
const ec = ca.issue({ names: ['ec.test'] });

const written = async (content: string | Buffer): Promise<string> => {
  const file = join(await folder({}), 'file');
  writeFileSync(file, content);
  return file;
};

describe('pinOfFile', () => {
  const publicOf = (one: typeof ec) => createPublicKey(one.keyObject);
  it.each([
    ['a certificate, PEM', ec.cert, ec.pin, 'certificate'],
    ['a certificate, DER', ec.x509.raw, ec.pin, 'certificate'],
    ['a chain: its first certificate', ec.cert + ca.cert, ec.pin, 'certificate'],
    ['a certificate after its key', ec.key + ec.cert, ec.pin, 'certificate'],
    ['a certificate after text', `subject=/CN=x\r\n${ec.cert.replace(/\n/g, '\r\n')}`, ec.pin, 'certificate'],
    ['a public key, PEM', publicOf(ec).export({ type: 'spki', format: 'pem' }), ec.pin, 'public key'],
    ['a public key, DER', publicOf(ec).export({ type: 'spki', format: 'der' }), ec.pin, 'public key'],
    ['an RSA public key, PEM', publicOf(rsa).export({ type: 'pkcs1', format: 'pem' }), rsa.pin, 'public key'],
    ['a private key, PEM', ec.key, ec.pin, 'private key'],
    ['a private key, DER', ec.keyObject.export({ type: 'pkcs8', format: 'der' }), ec.pin, 'private key'],
    ['an EC private key, PEM', ec.keyObject.export({ type: 'sec1', format: 'pem' }), ec.pin, 'private key'],
    ['an EC private key, DER', ec.keyObject.export({ type: 'sec1', format: 'der' }), ec.pin, 'private key'],
    ['an RSA private key, PEM', rsa.keyObject.export({ type: 'pkcs1', format: 'pem' }), rsa.pin, 'private key'],
    ['an RSA private key, DER', rsa.keyObject.export({ type: 'pkcs1', format: 'der' }), rsa.pin, 'private key'],
  ])('%s', async (_what, content, pin, kind) => {
    const file = await written(content);
    expect(await pinOfFile(file)).toMatchObject({ pin, kind, of: file, trusted: null, warning: null });
  });

  it("tells a certificate's names, and nothing of a key", async () => {
    expect(await pinOfFile(await written(ec.cert))).toMatchObject({ names: ['DNS:ec.test'] });
    expect(await pinOfFile(await written(ec.key))).toMatchObject({ names: [], subject: null, notAfter: null });
  });

  const locked = ec.keyObject.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
  it.each([
    ['nothing', '', /holds nothing; give/],
    ['text', 'hello', /holds no certificate and no key; give/],
    ['a locked key', locked, /a key that is locked with a passphrase/],
    ['a broken certificate', ec.cert.replace(/\n[^-]{20}/, '\n'), /a CERTIFICATE that cannot be read/],
    [
      'a request',
      '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
      /a CERTIFICATE REQUEST/,
    ],
  ])('refuses %s', async (_what, content, message) => {
    const file = await written(content);
    await expect(pinOfFile(file)).rejects.toThrow(message);
    await expect(pinOfFile(file)).rejects.toThrow(UsageError);
    await expect(pinOfFile(file)).rejects.toThrow(file);
  });

  it('says why a file cannot be read', async () => {
    const dir = await folder({});
    await expect(pinOfFile(dir)).rejects.toThrow(`${dir} cannot be read: it is a folder`);
    await expect(pinOfFile(join(dir, 'x.pem'))).rejects.toThrow(/x\.pem cannot be read: there is no such file/);
  });
});
