/**
 * Servers of every kind: what `check` and a gate that runs say of each on every platform, beside what four other programs
 * say of the same server. One table, by themes in `zoo/`.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inParallel } from '../../src/check/in-parallel.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { chains } from './zoo/chains.ts';
import { curlTakes, javaTakes, nodeTakes, opensslTakes, type Place } from './zoo/clients.ts';
import { alone } from './zoo/faults.ts';
import { keys } from './zoo/keys.ts';
import { names } from './zoo/names.ts';
import { pairs } from './zoo/pairs.ts';
import { HOST, isTaken, middle, onEach, type Row, type Rows, root, shows } from './zoo/row.ts';
import { checkSays, gateSays } from './zoo/verdicts.ts';
import { versions } from './zoo/versions.ts';
import { wire } from './zoo/wire.ts';

const themes: Readonly<Record<string, Rows>> = {
  'versions of TLS and ciphers': versions,
  names,
  keys,
  'one fault': alone,
  'two faults': pairs,
  chains,
  'the wire': wire,
};

const AT_ONCE = 6;

/** Opens the servers of a theme, and writes down whom each is held to. */
const open = async (rows: Rows): Promise<readonly (Place & { readonly name: string; readonly row: Row })[]> => {
  const files = new Map<string, Promise<string>>();
  return inParallel(Object.entries(rows), AT_ONCE, async ([name, row]) => {
    const { port } = await row.serve();
    const roots = (row.roots ?? [root]).map(({ cert }) => cert).join('');
    const dir = files.get(roots) ?? folder({ 'roots.pem': roots });
    files.set(roots, dir);
    return { name, row, port, host: row.host ?? HOST, roots, rootsFile: join(await dir, 'roots.pem') };
  });
};

type Opened = Awaited<ReturnType<typeof open>>;

/** One entry for each row, so that a difference is shown with its name. */
const byName = <T>(places: Opened, values: readonly T[]) =>
  Object.fromEntries(places.map(({ name }, place) => [name, values[place]]));

const OLDEST = ['up to 4.4: tls-legacy'];

describe.each(Object.entries(themes))('%s', (_, rows) => {
  it('as check sees them, on each platform and version of Android', async () => {
    const places = await open(rows);
    const said = await inParallel(places, AT_ONCE, checkSays);
    const expected = places.map(({ row: { fails, warns = '', eras = OLDEST } }) => ({
      fails: onEach(fails),
      warns,
      eras,
    }));
    expect(byName(places, said)).toEqual(byName(places, expected));
  }, 60_000);

  it('as a gate sees them, on each platform', async () => {
    const places = await open(rows);
    for (const file of new Set(places.map(({ rootsFile }) => rootsFile))) {
      const group = places.filter(({ rootsFile }) => rootsFile === file);
      const expected = group.map(({ row: { fails, warns = '' } }) => ({ fails: onEach(fails), warns }));
      expect(byName(group, await gateSays(group))).toEqual(byName(group, expected));
    }
  }, 60_000);

  itNeeds('openssl', 'curl')(
    'as openssl, curl and Node see them, or the table says why not',
    async () => {
      const places = await open(rows);
      const asked = { openssl: opensslTakes, curl: curlTakes, node: nodeTakes };
      const said = await inParallel(places, AT_ONCE, async (place) => {
        const answers = Object.entries(asked).map(async ([client, takes]) => [client, await takes(place)]);
        return Object.fromEntries(await Promise.all(answers));
      });
      const expected = places.map(({ row }) => ({
        openssl: isTaken(row, 'openssl'),
        curl: isTaken(row, 'curl'),
        node: isTaken(row, 'node'),
      }));
      expect(byName(places, said)).toEqual(byName(places, expected));
    },
    60_000,
  );
});

describe('of a server whose bytes pass unread, a look of the gate’s own says what its handshake says where they are read', () => {
  const { expired, 'no intermediate': incomplete, 'another name': misnamed, ...others } = alone;
  const { 'an unknown root': unknown, 'an RSA key of 1024 bits': weak } = others;
  const rows = { expired, incomplete, misnamed, unknown, weak, old: versions['TLS 1.0 alone'] };
  const known = Object.fromEntries(Object.entries(rows).flatMap(([name, row]) => (row ? [[name, row]] : [])));

  it('of faults', async () => {
    const places = await open(known);
    const said = await gateSays(places, { unread: true });
    expect(byName(places, said)).toEqual(byName(places, await gateSays(places)));
    expect(said.map(({ fails: [ios] }) => ios)).toEqual([
      ...['cert-dates', 'cert-chain', 'cert-name', 'cert-trusted', 'cert-ats', 'tls-version'],
    ]);
  }, 60_000);

  it('of a key that is not pinned', async () => {
    const places = await open({ unpinned: { serve: () => shows(), fails: 'pin-spki' } });
    const pin = middle.issue({ names: [HOST], freshKey: true }).pin;
    const words = { profile: 'tcsas', app: { domains: { request: [`https://${HOST}`] }, certs: { [HOST]: [pin] } } };
    const said = await gateSays(places, { ...words, unread: true });
    expect(said).toEqual(await gateSays(places, words));
    expect(said.map(({ fails }) => fails)).toEqual([['pin-spki', 'pin-spki', 'pin-spki']]);
  });
});

itNeeds('java')(
  'as Java sees them all, or the table says why not',
  async () => {
    const places = (await inParallel(Object.values(themes), 1, open)).flat();
    const said = await javaTakes(places);
    expect(byName(places, said)).toEqual(
      byName(
        places,
        places.map(({ row }) => isTaken(row, 'java')),
      ),
    );
  },
  60_000,
);

it('has enough of them, and a reason for every difference', () => {
  const rows = Object.values(themes).flatMap((theme) => Object.values(theme));
  const titles = Object.values(themes).flatMap((theme) => Object.keys(theme));
  expect(new Set(titles).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.flatMap(({ differs = {} }) => Object.values(differs)).filter((why) => why.length < 20)).toEqual([]);
});
