/** Hosts that must pass untouched, for one reason. */
export interface BypassEntry {
  /** As in the config key `bypass`. */
  readonly patterns: readonly string[];
  /** What a phone does there. */
  readonly use: string;
  /** Where it is to be read; `observed`: in the traffic of phones. */
  readonly source: string;
}

/** The last day whose hosts are in the list. */
export const BYPASS_LIST_DATE = '2026-11-25';

const names = ['short', 'long', 'minorshort', 'axshort', 'extshort', 'quic', 'dns', 'pay', 'szshort', 'szlong'];

/** The host app's transport, and the systems' push, update and network checks: without them a phone stops working. */
export const BYPASS_LIST: readonly BypassEntry[] = [
  {
    patterns: [...names, 'szextshort'].map((name) => `${name}.weixin.qq.com`),
    use: 'transport of WeChat, TLS or its own mmtls',
    source: 'observed',
  },
  { patterns: ['servicewechat.com'], use: 'WeChat’s service for mini programs', source: 'observed' },
  {
    patterns: ['*.push.apple.com', 'mesu.apple.com', 'captive.apple.com'],
    use: 'iOS: push, updates, check of the network',
    source: 'https://support.apple.com/en-us/101555',
  },
  { patterns: ['gs-loc.apple.com'], use: 'iOS: location', source: 'observed' },
  {
    patterns: ['mtalk.google.com'],
    use: 'Android: push',
    source: 'https://firebase.google.com/docs/cloud-messaging/concept-options',
  },
  {
    patterns: ['clients3.google.com', 'connectivitycheck.gstatic.com'],
    use: 'Android: check of the network',
    source: 'observed',
  },
  { patterns: ['update.googleapis.com'], use: 'Android: updates', source: 'observed' },
];
