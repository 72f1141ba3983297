import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Device, DeviceChange } from '../../model/device.ts';
import { deviceAddress } from '../../rules/device-address.ts';
import { parseHost } from '../../rules/hosts.ts';
import { explained } from '../explained.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { deviceShape, devicesShape } from '../shapes.ts';
import type { Role } from '../token-guard.ts';

/** Where devices are kept. */
export interface DeviceDesk {
  readonly list: () => readonly Device[];
  /** Changes a device, known or not, and gives it as it is then. */
  readonly change: (id: string, change: DeviceChange) => Device;
}

const params = z.object({ id: z.string().min(1).max(255) });

/** For people to read: no control characters, and nothing that turns the direction of the text around it. */
const name = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, { error: 'a name is one line of plain text' });

const change = z
  .strictObject({
    foreground: z.boolean().optional(),
    newSession: z.literal(true).optional(),
    name: name.nullable().optional().describe('null: none.'),
    platform: z.enum(['ios', 'android', 'strictest']).nullable().optional().describe('null: that of each app.'),
  })
  .refine((body) => Object.keys(body).length > 0, {
    message:
      'say what changes: {"foreground": false}, {"foreground": true}, {"newSession": true}, {"name": "…"} or {"platform": "ios"}',
  });

/** The address in any spelling, made canonical as the gate knows it; a device's zone is of one machine only. */
const deviceIn = (given: unknown): string => {
  const parsed = params.safeParse(given);
  const id = parsed.success ? parsed.data.id : '';
  const address = deviceAddress(id);
  const host = parseHost(address);
  if (host && host.kind !== 'name') return `${id.slice(0, id.length - address.length)}${host.hostname}`;
  throw new Problem(
    400,
    'A device is named by its IP address, as in /api/v1/devices/192.168.1.20, or by a proxy user at it: anna@192.168.1.20.',
  );
};

const listDoc: RouteDoc = {
  ...{ id: 'listDevices', tag: 'Devices', summary: 'Every device known, and what it has open', faults: [] },
  answer: { type: 'application/json', about: 'The devices.', shape: devicesShape },
};

const changeDoc: RouteDoc = {
  ...{
    id: 'changeDevice',
    tag: 'Devices',
    summary: 'Move a device to the background or foreground, begin a new session on it, or say what it is',
    faults: [400],
  },
  path: {
    id: { about: 'IP address of the device, or a proxy user at it: anna@192.168.1.20.', example: '192.168.1.20' },
  },
  body: {
    types: ['application/json'],
    shape: change,
    example: { foreground: false, name: 'Ann’s phone', platform: 'ios' },
  },
  answer: { type: 'application/json', about: 'The device as it is then.', shape: deviceShape },
};

/** Where a device itself says that its mini program went to the background, say; secret. */
export type ShortcutsOf = (device: string) => readonly string[];

/** A device with what a reader of that role may know of it. */
const shownTo = (role: Role, shortcuts: ShortcutsOf) => (device: Device) => ({
  ...device,
  flows: `/api/v1/flows?${new URLSearchParams({ device: device.id })}`,
  ...(role === 'full' ? { shortcuts: shortcuts(device.id) } : {}),
});

/** `GET /devices`: every device known. `PUT /devices/:id`: to the background or foreground, a new session, what it is. */
export const devices = (app: FastifyInstance, desk: DeviceDesk, shortcuts: ShortcutsOf): void => {
  app.get('/devices', { config: { doc: listDoc } }, ({ role }) => ({
    version: 1,
    devices: desk.list().map(shownTo(role, shortcuts)),
  }));

  app.put('/devices/:id', { config: { doc: changeDoc } }, (request) => {
    const id = deviceIn(request.params);
    const parsed = change.safeParse(request.body);
    if (parsed.success) return shownTo(request.role, shortcuts)(desk.change(id, parsed.data));
    throw new Problem(400, `The body of PUT /api/v1/devices is not usable. ${explained(parsed.error)}.`);
  });
};
