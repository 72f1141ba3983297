import type { Profile } from '../model/policy.ts';
import { alipay } from './alipay.ts';
import { baidu } from './baidu.ts';
import { douyin } from './douyin.ts';
import { qq } from './qq.ts';
import { tcsas } from './tcsas.ts';
import { tcsas2024 } from './tcsas-2024.ts';
import { tcsasGame } from './tcsas-game.ts';
import { wechat } from './wechat.ts';
import { wechatCurrent } from './wechat-current.ts';

/** Every platform by its name; the first one is the default. */
export const profiles: ReadonlyMap<string, Profile> = new Map<string, Profile>(
  [tcsas, tcsas2024, tcsasGame, wechat, wechatCurrent, qq, baidu, douyin, alipay].map((profile) => [
    profile.name,
    profile,
  ]),
);
