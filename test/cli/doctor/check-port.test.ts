import { describe, expect, it } from 'vitest';
import { checkPort } from '../../../src/cli/doctor/check-port.ts';
import { tcpOrigin } from '../../support/origin.ts';
import { openWorld } from '../../support/world.ts';

const HERE = { check: 'port', host: '127.0.0.1', setting: '--port or listen.port' } as const;

describe('a port', () => {
  it('is free', async () => {
    const { server, port } = await tcpOrigin(() => {});
    await new Promise((resolve) => server.close(resolve));
    expect(await checkPort({ ...HERE, port }, null)).toMatchObject({
      state: 'ok',
      message: `${port} on 127.0.0.1 is free`,
    });
    expect(await checkPort({ ...HERE, port: 0 }, null)).toMatchObject({ state: 'ok' });
    // It was given back.
    expect(await checkPort({ ...HERE, port }, null)).toMatchObject({ state: 'ok' });
  });

  it('is in use by another program, also by one that says nothing', async () => {
    for (const onSocket of [() => {}, (socket: { end: (text: string) => unknown }) => void socket.end('hello')]) {
      const { port } = await tcpOrigin(onSocket);
      for (const check of ['port', 'admin'] as const) {
        expect(await checkPort({ ...HERE, check, port }, 'AB')).toEqual({
          check,
          state: 'fail',
          message: `${port} on 127.0.0.1 is in use`,
          fix: 'stop what listens there, or choose another port: --port or listen.port',
        });
      }
    }
  });

  it('is in use by the gate itself, which is as it should be', async () => {
    const { port, gateway } = await openWorld();
    const { fingerprint } = gateway.ca;
    expect(await checkPort({ ...HERE, port }, fingerprint)).toMatchObject({
      state: 'ok',
      message: `${port} on 127.0.0.1 is in use: the gate with this CA is open there`,
    });
    expect(await checkPort({ ...HERE, check: 'admin', port: gateway.admin.port }, fingerprint)).toMatchObject({
      state: 'ok',
    });
  });

  it('is in use by a gate with another CA', async () => {
    const { port } = await openWorld();
    const found = await checkPort({ ...HERE, port }, 'AB:CD');
    expect(found).toMatchObject({
      state: 'fail',
      message: `${port} on 127.0.0.1 is in use by an mpgate with another CA`,
    });
  });

  it('cannot be had at an address of another machine', async () => {
    expect(await checkPort({ ...HERE, host: '198.51.100.7', port: 8080 }, null)).toMatchObject({
      state: 'fail',
      message: expect.stringContaining('none of this machine’s'),
    });
  });
});
