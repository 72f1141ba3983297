import { expect, it } from 'vitest';
import { openWorld } from '../support/world.ts';
import { isNode, type Node, sources } from './source.ts';

/** Each file that keeps a cache, and the metrics that show how full it is. */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  'src/admin/throttle.ts': ['admin_callers', 'admin_guessing', 'shortcuts_guessing'],
  'src/ca/leaf.ts': ['leaves_cached'],
  'src/chain/path-finder.ts': ['chains_kept'],
  'src/check/server-looks.ts': ['server_looks_kept'],
  'src/downstream/proxy-protocol/introduce.ts': ['proxy_headers_named'],
  'src/events/told-once.ts': ['findings_logged'],
  'src/exchange/device-memory.ts': ['pins_verified', 'distrusting'],
  'src/exchange/devices.ts': ['devices'],
  'src/upstream/peer.ts': ['certificates_kept'],
  'src/users/tries.ts': ['logins_guessing'],
  'src/users/users.ts': ['logins_kept'],
};

const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const nameOf = (value: unknown): unknown => (isNode(value) ? value.name : null);

const caches = sources.flatMap(({ path, nodes, lineOf }) =>
  nodes
    .filter(({ type, callee }) => type === 'NewExpression' && nameOf(callee) === 'LRUCache')
    .map((node) => ({ path, node, place: `${path}:${lineOf(node.start)}` })),
);

it('every cache has a limit', () => {
  const unlimited = caches.filter(({ node }) => {
    const [options] = listOf(node.arguments);
    return !listOf(options?.properties).some(({ key }) => nameOf(key) === 'max');
  });
  expect(unlimited.map(({ place }) => place)).toEqual([]);
});

it('every cache has its size on /metrics', async () => {
  expect([...new Set(caches.map(({ path }) => path))].sort()).toEqual(Object.keys(METRICS));
  const { gateway } = await openWorld();
  const answer = await fetch(`http://127.0.0.1:${gateway.admin.port}/metrics`);
  const shown = new Set((await answer.text()).split('\n').map((line) => line.replace(/ \d+$/, '')));
  const names = Object.values(METRICS).flat();
  expect(names.filter((name) => !shown.has(`mpgate_${name}`))).toEqual([]);
});
