import { expect, it } from 'vitest';
import { proxyFailure } from '../../../src/upstream/way/proxy-failure.ts';

it('has the status in its code', () => {
  expect(proxyFailure(407, 'it wants a login')).toMatchObject({
    code: 'UPSTREAM_PROXY_407',
    message: 'it wants a login',
  });
});
