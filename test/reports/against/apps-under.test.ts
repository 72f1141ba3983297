import { expect, it } from 'vitest';
import type { SessionBegan } from '../../../src/model/event.ts';
import { createAppsUnder } from '../../../src/reports/against/apps-under.ts';
import type { FindUnder } from '../../../src/reports/against/under.ts';
import { APPID, sessionUnder, underOf } from './made.ts';

const made = (find: FindUnder = () => underOf('douyin', 'wechat')) => {
  const held: { session: SessionBegan | null } = { session: null };
  const isNew: string[] = [];
  const apps = createAppsUnder({ session: () => held.session }, find, (appid) => void isNew.push(appid));
  return { held, isNew, apps };
};

it('looks for each app once, and again after a reload', () => {
  const { held, isNew, apps } = made();
  held.session = sessionUnder('wechat');
  expect([apps.renew(), apps.renew(), apps.of(APPID)?.policy.profile.name]).toEqual([true, false, 'douyin']);
  held.session = { ...held.session, type: 'session.reloaded' };
  expect([apps.renew(), isNew]).toEqual([false, [APPID, APPID]]);
});

it('an app that the session does not know is looked for all the same', () => {
  const { isNew, apps } = made();
  expect([apps.renew(), apps.of('other')?.policy.appid, isNew]).toEqual([false, APPID, ['other']]);
});

it('an app without settings is none', () => {
  const { isNew, apps } = made(() => null);
  expect([apps.of(APPID), isNew]).toEqual([null, []]);
});
