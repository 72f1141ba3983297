/** A gate with a shop behind it, and two phones in its network. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../src/events/report.ts';
import { folder } from './folder.ts';
import { openNetwork } from './network.ts';
import type { TestCertificate } from './pki.ts';
import { until } from './until.ts';
import { APPID, SHOP, trustedCa } from './world.ts';

export const GATE = 'http://10.77.0.1:8080';
/** A host of the chat app that passes untouched. */
export const PASSED = 'short.weixin.qq.com';

const here = (name: string): string => join(import.meta.dirname, name);

/** What the shop's server shows, and the pins of its app. */
interface PhoneLife {
  readonly served?: TestCertificate;
  readonly certs?: Readonly<Record<string, readonly string[]>>;
}

export const openPhoneLife = async ({ served, certs = {} }: PhoneLife = {}) => {
  const network = await openNetwork();
  const { chain, key } = served ?? trustedCa().issue({ names: ['api.shop.test'] });
  const dir = await folder({
    'mpgate.json': {
      listen: { host: '0.0.0.0', port: 8080 },
      defaultApp: APPID,
      upstreamCa: ['./trusted.pem'],
      resolve: { 'api.shop.test': '127.0.0.1:9443', [PASSED]: '127.0.0.1:9444' },
    },
    'apps/shop.json': { appid: APPID, name: 'Shop', profile: 'tcsas', version: '0', domains: SHOP, certs },
  });
  const file = (name: string): string => join(dir, name);
  const pems = { 'trusted.pem': trustedCa().cert, 'shop.pem': chain, 'shop.key': key };
  await Promise.all(Object.entries(pems).map(([name, pem]) => writeFile(file(name), String(pem))));
  const said = { shop: '', gate: '' };
  const onStdout = (name: keyof typeof said) => (text: string) => {
    said[name] += text;
  };
  const { execPath } = process;
  void network.gate(execPath, [here('shop.mjs'), file('shop.pem'), file('shop.key')], { onStdout: onStdout('shop') });
  const options = ['--config', file('mpgate.json'), '--ca-dir', dir, '--json'];
  const ended = network.gate(execPath, [here('../../dist/cli.js'), 'start', ...options], {
    onStdout: onStdout('gate'),
  });
  void ended.then(({ stderr }) => onStdout('gate')(stderr));
  await until('gate and shop are open', () => said.gate.includes('\n') && said.shop.includes('open'));
  const line: { readonly admin: { readonly port: number; readonly token: string } } = JSON.parse(said.gate);
  const { admin } = line;
  const asked = async (path: string, ...args: readonly string[]): Promise<unknown> => {
    const head = ['-sf', '-H', `Authorization: Bearer ${admin.token}`, '-H', 'Content-Type: application/json'];
    return JSON.parse((await network.gate('curl', [...head, ...args, `http://127.0.0.1:${admin.port}${path}`])).stdout);
  };
  return {
    ...network,
    file,
    shop: () => said.shop,
    report: () => asked('/api/v1/report').then((report): Report => JSON.parse(JSON.stringify(report))),
    device: (address: string) => asked(`/api/v1/devices`).then((all) => ofDevice(all, address)),
    tell: (address: string, change: object) =>
      asked(`/api/v1/devices/${address}`, '-X', 'PUT', '-d', JSON.stringify(change)),
    exchange: (phone: typeof network.first, target: string, input: string) =>
      phone(execPath, [here('exchange.mjs'), GATE, target], { input }),
  };
};

const ofDevice = (all: unknown, address: string): unknown => {
  const { devices }: { readonly devices: readonly { readonly id: string }[] } = JSON.parse(JSON.stringify(all));
  return devices.find(({ id }) => id === address);
};
