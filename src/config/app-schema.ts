import { z } from 'zod';
import type { Effect } from '../model/policy.ts';
import { profiles } from '../profiles/index.ts';
import { rules } from '../rules/index.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { hostName } from './host-pattern.ts';
import { suggest } from './suggest.ts';

const profileNames = [...profiles.keys()];
const noProfile = ({ input }: { readonly input?: unknown }): string => {
  const near = suggest(String(input), profileNames);
  return `${JSON.stringify(input)} is no profile${near ? `; did you mean "${near}"?` : ''}; there are ${profileNames.join(', ')}, and your own: "./my-profile.json"`;
};
const OWN_PROFILE = /\.jsonc?$/;
const profileName = z
  .string({ error: noProfile })
  .refine((name) => profiles.has(name) || OWN_PROFILE.test(name), { error: noProfile })
  .meta({ anyOf: [{ enum: profileNames }, { pattern: OWN_PROFILE.source }] });

const effect = z.enum(['error', 'warn', 'off']);
const guardEffect = (id: string) =>
  z.never({ error: `the rule ${id} protects the gate itself and cannot be changed; leave it out` });

const effects: Readonly<Record<string, z.ZodType<Effect>>> = Object.fromEntries(
  rules.map(({ id, guard }) => [id, guard ? guardEffect(id) : effect] as const),
);

const list = (scheme: string) =>
  z.array(z.string()).default([]).describe(`Hosts as the console takes them: "${scheme}://api.shop.test".`);

const domains = z.strictObject({
  request: list('https'),
  uploadFile: list('https'),
  downloadFile: list('https'),
  connectSocket: list('wss'),
  udp: list('udp'),
  tcp: list('tcp'),
});

const timeout = z.int().min(1).optional();
/** `networkTimeout` of app.json; milliseconds. */
export const networkTimeout = z.strictObject({
  request: timeout,
  connectSocket: timeout,
  uploadFile: timeout,
  downloadFile: timeout,
});

/** `sha256/` and base64 of 32 bytes: 43 characters, the last of which carries two bits of padding, and `=` (S4:316). */
const pin = z.string().regex(/^sha256\/[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is no pin; write "sha256/" and the 44 base64 characters that "mpgate pin HOST" prints`,
});

export const appidSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, { error: 'an appid is 1 to 64 letters, digits, _ and -: "wx0123456789abcdef"' });

/** One mini program: `config/apps/<appid>.json`. Paths are relative to the file. */
export const appSchema = z.strictObject({
  $schema: z.string().optional(),
  appid: appidSchema.describe('The appid, "wx" and 16 hexadecimal digits on most platforms.'),
  appKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, { error: 'an app key is 1 to 64 letters, digits, _ and -' })
    .optional()
    .describe('The key that the referer names on platforms which have one; left out: the appid.'),
  name: z.string().min(1).max(200).optional().describe('Name for readers; left out: the appid.'),
  profile: profileName
    .default('tcsas')
    .describe('The platform, or a file of your own that extends one: "./my-profile.json".'),
  version: z
    .string()
    .regex(/^(0|devtools|[1-9]\d{0,8})$/, { error: 'a version is "0", "devtools" or a release number such as "12"' })
    .default('0')
    .describe('What the referer says: "0" (development, trial, review), "devtools" or a release number.'),
  platform: z.enum(['ios', 'android', 'strictest']).default('strictest').describe('Whose behaviour is held.'),
  baseLibrary: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, { error: 'a base library is written as three numbers: "3.5.0"' })
    .default('3.5.0')
    .describe('Version of the base library.'),
  domains: domains.prefault({}).describe('The domain lists of the console.'),
  media: z.array(hostName).default([]).describe('Hosts of images, audio and video: certificate rules only.'),
  networkTimeout: networkTimeout.optional().describe('Milliseconds for each API; at most what the platform allows.'),
  appJson: z.string().min(1).optional().describe('app.json or game.json to read networkTimeout from, in its place.'),
  certs: z.record(hostName, z.array(pin).min(1)).default({}).describe('Host to its pins.'),
  concurrency: z
    .strictObject({
      overflow: z.enum(['queue', 'reject']).default('queue').describe('What the eleventh request does.'),
    })
    .prefault({}),
  lan: z
    .strictObject({ prefix: z.int().min(8).max(32).default(24).describe('Prefix of the device’s own IPv4 subnet.') })
    .prefault({}),
  icp: z.boolean().default(false).describe('Attests that every domain has its ICP licence.'),
  skipVerification: z.boolean().default(false).describe('The switch of the DevTools: rules report and do not block.'),
  emulate: z
    .boolean()
    .default(false)
    .describe('For clients that are no mini program: filter one BOM of an answer, convert its text to UTF-8.'),
  rules: z.strictObject(effects).partial().default({}).describe('Rule to its effect.'),
});

/** One mini program as its file has it, defaults filled in. */
export type App = DeepReadonly<Omit<z.output<typeof appSchema>, '$schema'>>;
