import { afterAll, describe, expect, it } from 'vitest';
import { began, completed } from '../../events/made.ts';
import { openWindow } from '../window.ts';

describe('/metrics', async () => {
  const { admin, bus, get } = await openWindow();
  afterAll(() => admin.close());

  it('answers in the text format of Prometheus, to anybody', async () => {
    bus.emit(began('a'));
    bus.emit(completed('a'));
    const answer = await get('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toContain('mpgate_flows_total{outcome="completed"} 1');
  });
});
