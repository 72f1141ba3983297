import { expect, it } from 'vitest';
import { distinguishedName } from '../../src/ca/certificate.ts';
import { tagged, taggedBytes } from '../../src/ca/der.ts';
import { linkOf } from '../../src/chain/link.ts';
import { linkFaults } from '../../src/chain/link-faults.ts';
import { makeCa, nameConstraints, type TestCertificate } from '../support/pki.ts';

const NAMES = { names: ['api.shop.test'], ips: ['10.0.0.1', 'fd00::1'] };
const DAY = 86_400_000;
const root = makeCa({ name: 'Root', pathLength: 1 });
const middle = makeCa({ name: 'Middle', parent: root });
const lower = makeCa({ name: 'Lower', parent: middle });
type Tree = readonly [tag: number, bytes: Buffer];
const constrained = (field: 'permitted' | 'excluded', ...trees: readonly Tree[]) => {
  const names = trees.map(([tag, bytes]) => taggedBytes(tag, bytes));
  return makeCa({ name: 'Constrained', parent: root, extensions: [nameConstraints({ [field]: names })] });
};

const faults = (path: readonly TestCertificate[], at = Date.now(), broken: number | null = null) =>
  linkFaults({ links: path.map(({ x509 }) => linkOf(x509)), end: 'root', broken }, at).map(
    ({ kind, link, detail }) => `${kind} ${link}${detail && ` (${detail})`}`,
  );

const of = (ca: ReturnType<typeof makeCa>) => [ca.issue(NAMES), ca, root];

it.each([
  ['none', of(middle), []],
  ['too many CAs below', [lower.issue(NAMES), lower, middle, root], ['path-length 3 (1 allowed, 2 below)']],
  [
    'a name out of bounds',
    of(constrained('permitted', [2, Buffer.from('a.test')])),
    ['name-constraints 1 (api.shop.test)'],
  ],
  [
    'an address out of bounds',
    of(constrained('excluded', [7, Buffer.of(10, 0, 0, 0, 255, 0, 0, 0)])),
    ['name-constraints 1 (10.0.0.1)'],
  ],
  [
    'an IPv6 address out of bounds',
    of(
      constrained('excluded', [
        7,
        Buffer.concat([Buffer.of(0xfd), Buffer.alloc(15), Buffer.of(255), Buffer.alloc(15)]),
      ]),
    ),
    ['name-constraints 1 (fd00:0000:0000:0000:0000:0000:0000:0001)'],
  ],
])('%s', (_, path, expected) => {
  expect(faults(path)).toEqual(expected);
});

it('the subject is a name too', () => {
  const extensions = [nameConstraints({ permitted: [tagged(4, distinguishedName({ CN: 'Shop' }))] })];
  const ca = makeCa({ name: 'Constrained', parent: root, extensions });
  expect(faults(of(ca))).toEqual(['name-constraints 1 (2.5.4.10=mpgate tests)']);
});

it('dates, to the millisecond', () => {
  const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000);
  const late = [middle.issue({ ...NAMES, notAfter }), middle, root];
  expect(faults(late, notAfter.getTime())).toEqual([]);
  expect(faults(late, notAfter.getTime() + 1)).toEqual(['expired 0']);
  expect(faults(of(middle), Date.now() - 3 * DAY)).toEqual(['not-yet-valid 0', 'not-yet-valid 1', 'not-yet-valid 2']);
});

it('the signature that the way found broken', () => {
  expect(faults(of(middle), Date.now(), 1)).toEqual(['bad-signature 1']);
});
