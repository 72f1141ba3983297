import { z } from 'zod';
import { profiles } from '../profiles/index.ts';
import type { DeepReadonly } from './deep-readonly.ts';

const knob = <T extends z.ZodType>(value: T, meaning: string) =>
  z
    .strictObject({ value, source: z.string().min(1).max(200).describe('Where the value comes from.') })
    .optional()
    .describe(meaning);

const count = z.int().min(1);
const milliseconds = z.int().min(1).max(2_147_483_647);
const text = z.string().min(1).max(500);
const baseLibrary = z
  .string()
  .regex(/^\d+\.\d+\.\d+$/, { error: 'a base library is written as three numbers: "3.5.0"' })
  .nullable();
const sockets = z.enum(['domain-or-lan', 'lan', 'none']);
const template = text.regex(/^https:\/\/[^\s]+$/, {
  error: 'a referer begins with https:// and may have {appid}, {appKey} and {version} in it',
});

/** A platform of the user's own: a built-in one with some of its values changed. */
export const profileSchema = z.strictObject({
  $schema: z.string().optional(),
  extends: z.enum([...profiles.keys()]).describe('The built-in profile whose values hold where none is given here.'),
  name: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, { error: 'a name is 1 to 64 letters, digits, dots, _ and -' })
    .refine((name) => !profiles.has(name), {
      error: ({ input }) => `"${input}" is a built-in profile; choose another name`,
    })
    .optional()
    .describe('Name in refusals and reports; left out: that of the file.'),
  title: text.optional().describe('Title for readers.'),
  console: knob(text, 'Where its users set the domain lists.'),
  referer: knob(template, 'The referer that servers receive, with {appid}, {appKey} and {version}.'),
  portInDomain: knob(
    z.enum(['refused', 'exact']),
    'Whether a listed domain may have a port, which then holds exactly.',
  ),
  portInUrl: knob(z.enum(['any', 'none']), 'A port in the URL where the listed domain has none.'),
  wssPorts: knob(z.enum(['all', 'as-https']), 'Ports of listed wss domains.'),
  domainsPerList: knob(count.nullable(), 'Most domains in one list; null: no limit.'),
  forbiddenDomains: knob(z.array(text), 'Hosts that must be neither listed nor called.'),
  icpRequired: knob(z.boolean(), 'Whether domains need an ICP licence.'),
  lanBaseLibrary: knob(baseLibrary, 'Base library from which LAN addresses may be used; null: any.'),
  udp: knob(sockets, 'Where UDP may go.'),
  udpBaseLibrary: knob(baseLibrary, 'Base library from which UDP may be used; null: any.'),
  tcp: knob(sockets, 'Where TCP may go.'),
  bannedTcpPorts: knob(z.array(z.int().min(1).max(65_535)), 'Ports that TCP sockets may not use.'),
  requestsAtOnce: knob(count.nullable(), 'Requests, uploads and downloads at once; null: no limit.'),
  socketsAtOnce: knob(count, 'WebSockets at once.'),
  socketOverflow: knob(z.enum(['refuse', 'close-oldest']), 'What one WebSocket too many does.'),
  timeoutMs: knob(milliseconds, 'Default and maximum of all timeouts, milliseconds.'),
  timeoutFile: knob(z.array(z.enum(['app.json', 'game.json'])), 'Files that may set timeouts.'),
  perCallTimeout: knob(
    z.enum(['beats-file', 'not-stated']),
    'Whether a call’s own timeout may be longer than the file’s.',
  ),
  backgroundGraceMs: knob(milliseconds, 'How long a request may go on in the background, milliseconds.'),
  backgroundError: knob(text, 'What the fail callback says of what the background ends, behind "<api>:fail ".'),
  ats: knob(z.boolean(), 'Whether iOS asks for App Transport Security.'),
  distrustedCas: knob(
    z.array(text),
    'CAs of the list of distrusted ones that this platform refuses on every phone: "WoSign".',
  ),
  legacyTls: knob(
    z.enum(['TLSv1.1', 'TLSv1.2']),
    'The version of TLS that old Android phones are left with: a server speaks it, or one below, besides those of today.',
  ),
  methods: knob(
    z.array(z.string().regex(/^[A-Z]+$/, { error: 'a method is written in capitals: "GET"' })).min(1),
    'Methods of requests.',
  ),
  pins: knob(z.boolean(), 'Whether certificates can be pinned.'),
  chunksAndCookies: knob(z.boolean(), 'Whether the client hands chunks and cookies of an answer on.'),
});

/** A profile file as it stands. */
export type ProfileFile = DeepReadonly<Omit<z.output<typeof profileSchema>, '$schema'>>;
