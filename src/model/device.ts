import type { Platform } from './facts.ts';

/** A phone, or whatever else uses the gate from an address or by a proxy user of its own. */
export interface Device {
  /** Its address, canonical; with `user@` before it where a proxy user has logged in. */
  readonly id: string;
  /** What its owner calls it; null: nobody said. */
  readonly name: string | null;
  /** Whose behaviour is held on it; null: that of each app's file. */
  readonly platform: Platform | null;
  /** Beginning of its last flow, epoch milliseconds; null: none yet. */
  readonly seenAt: number | null;
  /** Of the last request that told one, cut short. */
  readonly userAgent: string | null;
  /** Whether the mini program is in front on it, as far as the gate was told. */
  readonly foreground: boolean;
  /** Since when it is where it is, or is known; epoch milliseconds. */
  readonly since: number;
  /** Counts its app sessions from 1. */
  readonly session: number;
  /** Every app that it was seen with. */
  readonly apps: readonly DeviceApp[];
}

/** What one app has open on one device. */
export interface DeviceApp {
  readonly appid: string;
  readonly requests: number;
  readonly sockets: number;
  /** Requests in line. */
  readonly waiting: number;
}

/** What changes about a device; a key that is left out changes nothing. */
export interface DeviceChange {
  readonly foreground?: boolean | undefined;
  readonly name?: string | null | undefined;
  readonly platform?: Platform | null | undefined;
  /** The app was closed and opened again: what its session had verified is forgotten. */
  readonly newSession?: true | undefined;
}
