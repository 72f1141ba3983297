import { expect, it } from 'vitest';
import { sessionBegan } from '../../src/events/session-began.ts';
import { policyOf } from '../support/policy.ts';

it('has of each app what a report needs, and survives a line of JSON', () => {
  const policy = policyOf({ version: 'devtools', skipVerification: true });
  const file = { path: '/x/app.json', places: { 'domains.request': { line: 3, column: 5 } } };
  const apps = new Map([[policy.appid, policy]]);
  const began = sessionBegan('session.began', { apps, files: new Map([[policy.appid, file]]) }, 7);
  expect(began).toEqual({
    v: 1,
    type: 'session.began',
    at: 7,
    apps: [
      {
        appid: policy.appid,
        name: 'Shop',
        profile: 'tcsas',
        version: 'devtools',
        skipVerification: true,
        requestsAtOnce: 10,
        socketsAtOnce: 5,
        file,
        configVerdict: policy.configVerdict,
      },
    ],
  });
  expect(JSON.parse(JSON.stringify(began))).toEqual(began);
  expect(sessionBegan('session.reloaded', { apps, files: new Map() }, 7).apps[0]?.file).toBeNull();
});
