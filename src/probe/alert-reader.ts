import type { NoAnswer, Refused } from '../model/server-facts.ts';
import { readAlert } from './alert.ts';
import { PiledBytes } from './piled-bytes.ts';

/** Reads the alerts of one connection: which of them refuse, and what a warning before a silent end meant. */
export class AlertReader {
  readonly #pile = new PiledBytes();
  #warning: string | null = null;

  /** What the alerts in a record say; null: nothing that ends the handshake. @throws WireError */
  push(payload: Uint8Array): Refused | null {
    this.#pile.add(payload);
    while (this.#pile.length >= 2) {
      const { level, name } = readAlert(this.#pile.take(2));
      if (name === 'close_notify') return this.ended({ outcome: 'refused', by: 'closed' });
      if (level === 'fatal') return { outcome: 'refused', by: 'alert', alert: name };
      this.#warning = name;
    }
    return null;
  }

  /** Servers are known to close after a mere warning that was meant as a refusal: then that is the reason. */
  ended<B extends Refused | NoAnswer>(broke: B): B | Refused {
    const closed = broke.outcome === 'refused' && (broke.by === 'closed' || broke.by === 'reset');
    return closed && this.#warning !== null ? { outcome: 'refused', by: 'alert', alert: this.#warning } : broke;
  }
}
