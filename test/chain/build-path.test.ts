import type { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPath, NO_PATH } from '../../src/chain/build-path.ts';
import { indexRoots } from '../../src/chain/root-index.ts';
import type { PathFacts } from '../../src/model/path-facts.ts';
import { type ChainCase, chainCases, inShort } from '../support/chains.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { makeCa, type TestCertificate } from '../support/pki.ts';
import { run } from '../support/run.ts';

const NOW = Date.now();
const rows = Object.entries(chainCases);

type Sending = Pick<ChainCase, 'sent' | 'roots'>;

const certificates = (all: readonly TestCertificate[]): readonly X509Certificate[] => all.map(({ x509 }) => x509);

const find = ({ sent, roots }: Sending): PathFacts =>
  buildPath(certificates(sent), indexRoots(roots.map(({ cert }) => cert)), NOW);

const pathOf = ({ links }: PathFacts): string =>
  links
    .slice(1)
    .map(({ subject, place }) => `${/CN=(.*)/.exec(subject)?.[1]}${place === null ? '*' : ''}`)
    .join(', ');

describe('the best path', () => {
  it.each(rows)('%s', (_, row) => {
    const facts = find(row);
    expect(inShort(facts)).toBe(row.says);
    if (row.path !== undefined) expect(pathOf(facts)).toBe(row.path);
    expect(facts).toMatchObject(row.also ?? {});
  });

  itNeeds('openssl')(
    'is what OpenSSL finds, or the table says why not',
    async () => {
      const said = await Promise.all(rows.map(async ([name, row]) => [name, await opensslSays(row)]));
      expect(said).toEqual(rows.map(([name, { openssl }]) => [name, openssl]));
      const differ = rows.filter(([, { says, openssl }]) => /^trusted( wrong)?$/.test(says) !== (openssl === 'OK'));
      expect(differ.filter(([, { because }]) => !because).map(([name]) => name)).toEqual([]);
    },
    60_000,
  );
});

/** `OK`, or its first error in words. */
const opensslSays = async ({ sent, roots }: Sending): Promise<string> => {
  const [first, ...others] = sent;
  const pem = (all: readonly TestCertificate[]) => all.map(({ cert }) => cert).join('');
  const dir = await folder({
    'leaf.pem': first?.cert ?? '',
    'sent.pem': pem(others),
    'roots.pem': pem(roots),
  });
  const at = (name: string) => join(dir, name);
  const { stdout, stderr } = await run('openssl', [
    ...['verify', '-purpose', 'sslserver', '-no-CApath', '-no-CAstore', '-CAfile', at('roots.pem')],
    ...[...(others.length ? ['-untrusted', at('sent.pem')] : []), at('leaf.pem')],
  ]);
  return /error \d+ at \d+ depth lookup: (.*)/.exec(`${stdout}${stderr}`)?.[1] ?? (/: OK/.test(stdout) ? 'OK' : stderr);
};

describe('bounds', () => {
  it('nothing sent is nothing found', () => {
    expect(buildPath([], indexRoots([]), NOW)).toEqual(NO_PATH);
  });

  it('ten CAs of one name that all sign each other take a moment', () => {
    const key = makeCa({ name: 'Ring' }).keyObject;
    const first = makeCa({ name: 'Ring', reuseKey: key });
    const ring = Array.from({ length: 40 }, () => makeCa({ name: 'Ring', parent: first, reuseKey: key }));
    const before = performance.now();
    const facts = find({ sent: [first.issue({ names: ['api.shop.test'] }), ...ring], roots: [] });
    expect(facts.trust).toBe('unknown-root');
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
