import type { Profile } from '../model/policy.ts';
import { tcsas } from './tcsas.ts';
import { tcsas2024 } from './tcsas-2024.ts';
import { tcsasGame } from './tcsas-game.ts';
import { wechat } from './wechat.ts';
import { wechatCurrent } from './wechat-current.ts';

/** Every platform by its name; the first one is the default. */
export const profiles: ReadonlyMap<string, Profile> = new Map<string, Profile>(
  [tcsas, tcsas2024, tcsasGame, wechat, wechatCurrent].map((profile) => [profile.name, profile]),
);
