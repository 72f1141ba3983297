import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Device, DeviceChange } from '../../model/device.ts';
import { deviceAddress } from '../../rules/device-address.ts';
import { parseHost } from '../../rules/hosts.ts';
import { explained } from '../explained.ts';
import { Problem } from '../problem.ts';
import type { RouteDoc } from '../route-doc.ts';
import { deviceShape, devicesShape } from '../shapes.ts';

/** Where devices are kept. */
export interface DeviceDesk {
  readonly list: () => readonly Device[];
  /** Changes a device, known or not, and gives it as it is then. */
  readonly change: (id: string, change: DeviceChange) => Device;
}

const params = z.object({ id: z.string().min(1).max(255) });

const change = z
  .strictObject({ foreground: z.boolean().optional(), newSession: z.literal(true).optional() })
  .refine((body) => Object.keys(body).length > 0, {
    message: 'say what changes: {"foreground": false}, {"foreground": true} or {"newSession": true}',
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
    summary: 'Move a device to the background or foreground, or begin a new session on it',
    faults: [400],
  },
  path: {
    id: { about: 'IP address of the device, or a proxy user at it: anna@192.168.1.20.', example: '192.168.1.20' },
  },
  body: { types: ['application/json'], shape: change, example: { foreground: false } },
  answer: { type: 'application/json', about: 'The device as it is then.', shape: deviceShape },
};

/** `GET /devices`: every device known. `PUT /devices/:id`: to the background or foreground, or a new session. */
export const devices = (app: FastifyInstance, desk: DeviceDesk): void => {
  app.get('/devices', { config: { doc: listDoc } }, () => ({ version: 1, devices: desk.list() }));

  app.put('/devices/:id', { config: { doc: changeDoc } }, (request) => {
    const id = deviceIn(request.params);
    const parsed = change.safeParse(request.body);
    if (parsed.success) return desk.change(id, parsed.data);
    throw new Problem(400, `The body of PUT /api/v1/devices is not usable. ${explained(parsed.error)}.`);
  });
};
