import type { Api, Platform } from './facts.ts';
import type { Verdict } from './verdict.ts';

/** `error` blocks and reports, `warn` lets through and reports, `off` is not asked. */
export type Effect = 'error' | 'warn' | 'off';

/** One number or choice of a platform, with the document and line it comes from (`S0:126`). */
export interface Knob<T> {
  readonly value: T;
  readonly source: string;
}

/** A platform as data: every place where the documents disagree. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  /** The document of this platform: `S0` … `S4`, or `public` for published facts. */
  readonly document: string;
  /** Where its users set the domain lists, for the `fix` of a refusal. */
  readonly console: Knob<string>;
  /** Template with `{appid}`, `{version}` and, where the platform has keys besides appids, `{appKey}`. */
  readonly referer: Knob<string>;
  readonly portInDomain: Knob<'refused' | 'exact'>;
  /** A port in the URL where the configured domain has none. */
  readonly portInUrl: Knob<'any' | 'none'>;
  readonly wssPorts: Knob<'all' | 'as-https'>;
  readonly domainsPerList: Knob<number | null>;
  readonly forbiddenDomains: Knob<readonly string[]>;
  readonly icpRequired: Knob<boolean>;
  /** Base library from which LAN addresses may be used; null: any. */
  readonly lanBaseLibrary: Knob<string | null>;
  readonly udp: Knob<'domain-or-lan' | 'lan' | 'none'>;
  readonly udpBaseLibrary: Knob<string | null>;
  readonly tcp: Knob<'domain-or-lan' | 'lan' | 'none'>;
  readonly bannedTcpPorts: Knob<readonly number[]>;
  /** null: the platform names no limit. */
  readonly requestsAtOnce: Knob<number | null>;
  readonly socketsAtOnce: Knob<number>;
  /** What one socket too many does: it is refused, or the oldest one is closed to make room. */
  readonly socketOverflow: Knob<'refuse' | 'close-oldest'>;
  /** Default and maximum, milliseconds. */
  readonly timeoutMs: Knob<number>;
  readonly timeoutFile: Knob<readonly ('app.json' | 'game.json')[]>;
  /** `not-stated`: a per-call timeout can only shorten the file's. */
  readonly perCallTimeout: Knob<'beats-file' | 'not-stated'>;
  readonly backgroundGraceMs: Knob<number>;
  /** What the `fail` callback says, behind `<api>:fail `, of what the background ends or keeps from starting. */
  readonly backgroundError: Knob<string>;
  readonly ats: Knob<boolean>;
  /** CAs that the platform's own document names as not trusted, by their names in the list of such. */
  readonly distrustedCas: Knob<readonly string[]>;
  /** The version that old Android phones are left with: the server speaks it, or one below, besides those of today. */
  readonly legacyTls: Knob<'TLSv1.1' | 'TLSv1.2'>;
  readonly methods: Knob<readonly string[]>;
  readonly pins: Knob<boolean>;
  /** Whether code sees chunks as they come (`onChunkReceived`) and the cookies of an answer. */
  readonly chunksAndCookies: Knob<boolean>;
}

/** A host of a domain list, ready to be asked. */
export interface ListedHost {
  readonly hostname: string;
  /** null: configured without a port. */
  readonly ports: readonly (number | null)[];
}

/** APIs that have a timeout of their own in app.json. */
export type TimedApi = 'request' | 'connectSocket' | 'uploadFile' | 'downloadFile';

/** One mini program, compiled: all that a rule may ask. Immutable; a reload makes a new one. */
export interface Policy {
  /** Changes with every compile: flows and upstream pools keep the policy they began with. */
  readonly id: string;
  readonly appid: string;
  readonly name: string;
  readonly profile: Profile;
  readonly version: string;
  readonly platform: Platform;
  readonly baseLibrary: string;
  /** The header that the server must receive. */
  readonly referer: string;
  readonly lists: { readonly [A in Api]: ReadonlyMap<string, ListedHost> };
  /** Hosts of images, audio, video: certificate rules only. */
  readonly media: ReadonlySet<string>;
  /** Clamped to the profile's maximum, milliseconds. */
  readonly timeoutMs: { readonly [A in TimedApi]: number };
  /** Hostname → its pins (`sha256/…`). */
  readonly pins: ReadonlyMap<string, ReadonlySet<string>>;
  readonly overflow: 'queue' | 'reject';
  /** Prefix length of the device's own IPv4 subnet (IPv6: 64 always). */
  readonly lanPrefix: number;
  /** Days that a server's certificates have to last; those that run out sooner are warned of. */
  readonly minDays: number;
  readonly icpAttested: boolean;
  readonly skipVerification: boolean;
  /** Whether an answer's text goes on as the real client gives it to the code, for clients that are none. */
  readonly emulate: boolean;
  readonly effects: ReadonlyMap<string, Effect>;
  /** What the rules said of the domain lists when the file was read. */
  readonly configVerdict: Verdict;
}
