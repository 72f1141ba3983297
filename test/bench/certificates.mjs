import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ALL_HOSTS } from './hosts.mjs';

const AT_ONCE = 4;
const run = promisify(execFile);

/** openssl 3 or later. */
const openssl = (...args) => run('openssl', args);

const keyIn = (file) => openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file);

/** A CA with a P-256 key, as `<path>.pem` and `<path>.key`. */
export const makeCa = async (path, name) => {
  await keyIn(`${path}.key`);
  const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
  await request(`${path}.key`, `${path}.pem`, name, extensions, []);
  return { cert: `${path}.pem`, key: `${path}.key` };
};

/** One certificate for each host, all with one key: `<host>.pem` and `<host>.key` in a folder. */
export const makeHostCertificates = async (folder, ca) => {
  mkdirSync(folder);
  const key = join(folder, 'origin.key');
  await keyIn(key);
  const left = [...ALL_HOSTS];
  const work = async () => {
    for (let host = left.pop(); host !== undefined; host = left.pop()) {
      const extensions = [`subjectAltName=DNS:${host}`, 'basicConstraints=CA:FALSE', 'extendedKeyUsage=serverAuth'];
      await request(key, join(folder, `${host}.pem`), host, extensions, ['-CA', ca.cert, '-CAkey', ca.key]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { folder, key };
};

const request = (key, out, name, extensions, issuer) =>
  openssl(
    ...['req', '-x509', '-new', '-key', key, '-out', out, '-subj', `/CN=${name}`, '-days', '30', '-sha256'],
    ...extensions.flatMap((extension) => ['-addext', extension]),
    ...issuer,
  );
