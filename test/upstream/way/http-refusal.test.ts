import { expect, it } from 'vitest';
import { httpRefusal } from '../../../src/upstream/way/http-refusal.ts';

it.each([
  [407, 'No', /^the upstream proxy http:\/\/proxy\.test:1 answered 407 No for a\.test:80: it wants another user/],
  [418, 'é\r\n', /418 \?\?\? for a\.test:80: ask whoever runs it$/],
  [403, 'x'.repeat(500), / 403 x{80} for /],
])('%d says whose it is and what to do', (status, reason, message) => {
  const error = httpRefusal('http://proxy.test:1', 'a.test:80', status, reason);
  expect(error).toMatchObject({ code: `UPSTREAM_PROXY_${status}`, message: expect.stringMatching(message) });
});

it('508 is a gate’s answer to what it has asked for itself', () => {
  expect(httpRefusal('http://proxy.test:1', 'a.test:80', 508, 'Loop Detected')).toMatchObject({
    code: 'UPSTREAM_PROXY_LOOP',
  });
});
