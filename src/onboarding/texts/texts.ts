/** A step of the self-test, in its order. */
export type TestName = 'proxy' | 'ca' | 'socket' | 'quic' | 'lan';

/** What the gate says of a step whose answer it makes itself. */
export interface Told {
  readonly quic: { readonly [S in 'ok' | 'off' | 'unread' | 'noApp']: string };
  /** `{device}`: the address seen; `{gate}`: the one reached; `{network}`: what the rule lets the device reach. */
  readonly lan: { readonly [S in 'ok' | 'same' | 'elsewhere' | 'noApp']: string };
}

/** Every sentence of the set-up page. `{…}` stands for what the gate fills in. */
export interface Texts {
  /** For the `lang` attribute. */
  readonly lang: string;
  /** The link to the page in the other language. */
  readonly other: string;
  readonly title: string;
  readonly what: string;
  readonly warning: string;
  readonly proxy: {
    readonly title: string;
    readonly server: string;
    readonly port: string;
    readonly steps: readonly string[];
    /** Where an address translation stands between: `{seen}` is the address that the gate sees. */
    readonly translated: string;
    /** `{url}`. */
    readonly automatic: string;
    readonly through: string;
  };
  readonly ca: {
    readonly title: string;
    readonly why: string;
    readonly fingerprint: string;
    readonly iosGet: string;
    readonly wifi: {
      readonly title: string;
      readonly why: string;
      readonly ssid: string;
      readonly manual: string;
      readonly auto: string;
      readonly get: string;
    };
    readonly iosSteps: readonly string[];
    readonly androidGet: string;
    readonly androidSteps: readonly string[];
    readonly androidLimits: readonly string[];
    readonly others: string;
  };
  readonly test: {
    readonly title: string;
    readonly why: string;
    readonly again: string;
    readonly noScript: string;
    readonly waits: string;
    readonly runs: string;
    readonly done: string;
    readonly told: Told;
    readonly steps: { readonly [N in TestName]: { readonly name: string; readonly ok: string; readonly no: string } };
  };
  readonly code: { readonly title: string; readonly why: string };
  readonly after: { readonly title: string; readonly text: string };
}
