import { describe, expect, it } from 'vitest';
import {
  bypassPattern,
  clientRange,
  hostName,
  listenHost,
  resolveSource,
  resolveTarget,
} from '../../src/config/host-pattern.ts';

const table = {
  hostName: {
    form: hostName,
    good: ['img.shop.test', 'IMG.Shop.test', '图片.test', 'shop'],
    bad: [
      '',
      'https://img.shop.test',
      'img.shop.test:443',
      'img.shop.test/a',
      '127.0.0.1',
      '::1',
      '*.shop.test',
      'a b',
    ],
  },
  bypassPattern: {
    form: bypassPattern,
    good: ['default', 'push.shop.test', '*.push.shop.test'],
    bad: ['', '*', '*.', 'push.*.test', '*push.test', 'https://push.test', '10.0.0.1'],
  },
  resolveSource: {
    form: resolveSource,
    good: ['api.shop.test', 'api.shop.test:443', '*.stub.test', '*.stub.test:8443', '10.0.0.1'],
    bad: ['', '*', 'https://api.shop.test', 'api.shop.test:', 'api.shop.test:99999', 'a b'],
  },
  resolveTarget: {
    form: resolveTarget,
    good: ['127.0.0.1', '127.0.0.1:9443', '::1', '[::1]:9443', 'stub.test', 'stub.test:80'],
    bad: ['', '127.0.0.1:', '127.0.0.1:70000', '[::1', '@', 'http://stub.test'],
  },
  listenHost: {
    form: listenHost,
    good: ['0.0.0.0', '127.0.0.1', '::', '::1', 'localhost', 'proxy.test'],
    bad: ['', '*', '0.0.0.0:80', 'http://proxy.test', '[::]'],
  },
  clientRange: {
    form: clientRange,
    good: ['loopback', 'private', '192.168.1.20', '10.0.0.0/8', '::1', 'fd00::/8', '0.0.0.0/0'],
    bad: ['', 'public', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0/8', 'shop.test'],
  },
};

describe.each(Object.entries(table))('%s', (_, { form, good, bad }) => {
  it.each(good)('%j is one', (text) => {
    expect(form.safeParse(text).success).toBe(true);
  });

  it.each(bad)('%j is none, and the message shows it and what would be one', (text) => {
    const message = form.safeParse(text).error?.issues[0]?.message;
    expect(message).toMatch(/^".*" is no .*; write .*"/);
    expect(message).toContain(`"${text}"`);
  });
});
