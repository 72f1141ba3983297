import { GATE_HOST } from '../onboarding/gate-host.ts';
import { hostPort } from '../onboarding/host-port.ts';
import { phoneHosts } from '../onboarding/phone-addresses.ts';

/** Where a path on the proxy's port is opened: through the proxy, and at each address of it that a phone may reach. */
export const shortcutLinks = (path: string, { host, port }: { readonly host: string; readonly port: number }) => [
  `http://${GATE_HOST}${path}`,
  ...phoneHosts(host).map((address) => `http://${hostPort({ address, port })}${path}`),
];
