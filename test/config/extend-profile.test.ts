import { expect, it } from 'vitest';
import { extendProfile } from '../../src/config/extend-profile.ts';
import { wechat } from '../../src/profiles/wechat.ts';

it('changes what the file gives, keeps the rest', () => {
  const timeoutMs = { value: 5000, source: 'our contract' };
  const { name, title, document, ...rest } = extendProfile(wechat, { extends: 'wechat', timeoutMs }, 'mine');
  expect([name, title, document]).toEqual(['mine', 'WeChat, mini programs and games as of 2023, as mine has it', 'S3']);
  const { name: _name, title: _title, document: _document, ...base } = wechat;
  expect(rest).toEqual({ ...base, timeoutMs });
});

it('a name and a title of its own', () => {
  const { name, title } = extendProfile(wechat, { extends: 'wechat', name: 'ours', title: 'Ours' }, 'mine');
  expect([name, title]).toEqual(['ours', 'Ours']);
});
