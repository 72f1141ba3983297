import type { Stage } from '../../src/model/facts.ts';
import type { Knob, Profile } from '../../src/model/policy.ts';
import { profiles } from '../../src/profiles/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { quotes } from './quotes.ts';

type KnobName = { [K in keyof Profile]: Profile[K] extends Knob<unknown> ? K : never }[keyof Profile];

/** What the platforms have numbers or choices of their own for, by rule. */
const knobs: Readonly<Record<string, readonly KnobName[]>> = {
  'background-blocked': ['backgroundError'],
  'background-grace': ['backgroundGraceMs', 'backgroundError'],
  'ca-distrust': ['distrustedCas'],
  'tls-legacy': ['legacyTls'],
  'cert-ats': ['ats'],
  'concurrency-request': ['requestsAtOnce'],
  'concurrency-socket': ['socketsAtOnce'],
  'domain-list-max': ['domainsPerList'],
  'forbidden-domain': ['forbiddenDomains'],
  'icp-licensed': ['icpRequired'],
  'lan-base-library': ['lanBaseLibrary', 'udpBaseLibrary'],
  method: ['methods'],
  'pin-spki': ['pins'],
  'port-exact': ['portInDomain', 'portInUrl'],
  'port-explicit-443': ['portInUrl'],
  'port-not-configurable': ['portInDomain'],
  referer: ['referer'],
  'tcp-destination': ['tcp', 'bannedTcpPorts'],
  timeout: ['timeoutMs', 'timeoutFile', 'perCallTimeout'],
  'udp-destination': ['udp', 'udpBaseLibrary'],
  'wss-all-ports': ['wssPorts'],
};

const when: { readonly [S in Stage]: string } = {
  config: 'when the app’s file is read, for each entry of its domain lists',
  tunnel: 'at CONNECT and the absolute form, and again with what is known inside; nothing has to be decrypted',
  request: 'for the decrypted head of a request',
  admit: 'before a request or socket starts, by what the device has open already',
  dial: 'after DNS, before the address is dialled',
  peer: 'after the gate’s own handshake with the server, before the server gets a byte of the request',
  body: 'for a request’s body of up to 64 KiB, as it passes',
  response: 'for the answer’s head, and at the answer’s end for what its body was',
  clock: 'by the time that has passed: when a limit is reached, and at the end',
};

const order: readonly Stage[] = ['config', 'tunnel', 'request', 'admit', 'dial', 'peer', 'body', 'response', 'clock'];

const documents: Readonly<Record<string, string>> = {
  S0: 'Tencent Cloud Super App as a Service, mini programs, 2026',
  S1: 'the same page, 2024',
  S2: 'mini games',
  S3: 'WeChat',
  S4: '`wx.request`',
};

const effects = {
  error: 'blocks and reports',
  warn: 'lets through and reports',
  off: 'is not asked',
} as const;

const source = (line: string): string => {
  const about = documents[line.slice(0, 2)];
  const quote = quotes[line];
  return `- \`${line}\`${about ? ` (${about})` : ''}${quote ? `: ${quote}` : ''}`;
};

const shown = (value: unknown): string => {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).replaceAll('|', '\\|');
};

const values = (rule: Rule): readonly string[] => {
  const names = knobs[rule.id];
  if (!names) return [];
  const row = (profile: Profile) =>
    `| \`${profile.name}\` | ${names.map((name) => `${shown(profile[name].value)} (${profile[name].source})`).join(' | ')} |`;
  return [
    '## By platform',
    '',
    `| profile | ${names.map((name) => `\`${name}\``).join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    ...[...profiles.values()].map(row),
    '',
  ];
};

const clientShows = ({ errMsg, errno, checks }: Rule): readonly string[] => {
  if (errMsg.endsWith(':ok')) return ['The client notices nothing: the call goes on, and the report tells of it.'];
  const number = errno === null ? 'no `errno` of its own' : `\`errno\` ${errno}`;
  if (Object.keys(checks).every((stage) => stage === 'config')) return [`In the console: ${errMsg}.`];
  return [
    `\`${errMsg.replace('{api}', '<api>')}\`, ${number}; \`<api>\` is \`request\`, \`connectSocket\` and so on. The gate breaks the`,
    'connection off, as the failure that it is to a mini program; to tools it explains itself in JSON.',
  ];
};

const switchOff = ({ id, effect, guard, skippable }: Rule): readonly string[] => {
  if (guard) return ['It guards the gate and its host: no setting weakens it.'];
  const bySwitch = skippable
    ? [
        '',
        '`"skipVerification": true`, the switch of the DevTools, lets through and reports what this rule would block.',
      ]
    : [];
  const [other, does] = effect === 'warn' ? ['error', 'would block'] : ['warn', 'lets through and reports'];
  return [
    `In the app’s file, \`"rules": { "${id}": "off" }\` does not ask it at all; \`"${other}"\` ${does}.`,
    ...bySwitch,
  ];
};

/** The page of a rule, in Markdown. */
export const rulePage = (rule: Rule): string => {
  const { id, title, effect, checks, fix } = rule;
  const [console = ''] = [...profiles.values()].map((profile) => profile.console.value);
  const lines = [
    `# \`${id}\``,
    '',
    '<!-- made from the table of rules: UPDATE=1 npx vitest run test/house/rule-pages.test.ts -->',
    '',
    `${title}. Its effect is \`${effect}\`: it ${effects[effect]}.`,
    '',
    '## When it is asked',
    '',
    ...order.filter((stage) => checks[stage]).map((stage) => `- \`${stage}\`: ${when[stage]}`),
    '',
    '## Why: what the platforms say',
    '',
    ...rule.source.map(source),
    '',
    ...values(rule),
    '## What the client shows',
    '',
    ...clientShows(rule),
    '',
    '## How to mend it',
    '',
    fix.replace('{console}', console),
    '',
    '## How to switch it off',
    '',
    ...switchOff(rule),
    '',
    '[All rules](../../README.md#the-rules)',
  ];
  return `${lines.join('\n')}\n`;
};
