import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { harPieces } from '../../../src/reports/har-pieces.ts';
import { began, completed } from '../../events/made.ts';
import { harFaults } from '../../support/har-faults.ts';
import { bearer, openWindow } from '../window.ts';

describe('GET /api/v1/har', () => {
  it('gives the flows held that have ended, as HAR 1.2', async () => {
    const { bus, api, admin } = await openWindow();
    onTestFinished(() => admin.close());
    for (let n = 0; n < 1200; n += 1) {
      bus.emit(began(`f${n}`));
      bus.emit(completed(`f${n}`));
    }
    bus.emit(began('open'));
    const answer = await api('/har');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="mpgate.har"');
    const har = await answer.json();
    expect(harFaults(har)).toEqual([]);
    expect(har).toMatchObject({ log: { entries: { length: 1000, 0: { connection: 'f200' } } } });
  });

  it('makes no more of it than its reader takes', async () => {
    let made = 0;
    const endless = function* () {
      for (;;) {
        made += 1;
        yield 'x'.repeat(65_536);
      }
    };
    const { admin, get } = await openWindow({ har: endless });
    onTestFinished(() => admin.close());
    const lazy = connect(admin.port, '127.0.0.1');
    lazy.write(`GET /api/v1/har HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${bearer.authorization}\r\n\r\n`);
    await once(lazy, 'readable');
    let before = -1;
    while (made !== before) {
      before = made;
      for (let n = 0; n < 20; n += 1) await get('/healthz');
    }
    expect(made).toBeLessThan(500);
    lazy.destroy();
  });

  it('asks for the token', async () => {
    const { admin, get } = await openWindow({ har: harPieces });
    onTestFinished(() => admin.close());
    expect((await get('/api/v1/har')).status).toBe(401);
  });
});
