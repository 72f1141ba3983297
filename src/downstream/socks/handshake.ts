import { readCredentials } from './credentials.ts';
import { METHOD, readGreeting } from './greeting.ts';
import type { Read } from './read.ts';
import { reply } from './reply.ts';
import { readRequest, type SocksRequest } from './request.ts';

/** What is to be done with what came: something to say, and then wait for more, close, or act. */
export interface Turn {
  readonly say: Buffer;
  readonly next: 'more' | 'close' | SocksRequest;
}

const NOTHING = Buffer.alloc(0);

/** The talk before anything is carried (RFC 1928, RFC 1929). Knows no socket: bytes in, turns out. */
export class Handshake {
  /** The user name; null: none was named. */
  user: string | null = null;
  readonly #knows: (user: string) => boolean;
  #held: Buffer = NOTHING;
  #step: () => Turn | null = () => this.#greet();

  /** `knows`: whether a user name may come in. */
  constructor(knows: (user: string) => boolean) {
    this.#knows = knows;
  }

  /** Bytes behind the request, which are not ours. */
  get rest(): Buffer {
    return this.#held;
  }

  /** A message may come in pieces, and several at once: a client need not wait for our answers. */
  take(bytes: Buffer): Turn {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const said: Buffer[] = [];
    for (;;) {
      const turn = this.#step();
      if (turn) said.push(turn.say);
      if (turn?.next !== 'more') return { say: Buffer.concat(said), next: turn?.next ?? 'more' };
    }
  }

  #greet(): Turn | null {
    return this.#read(readGreeting, (method) => {
      this.#step = method === METHOD.user ? () => this.#login() : () => this.#request();
      return { say: Buffer.from([5, method]), next: method === METHOD.unacceptable ? 'close' : 'more' };
    });
  }

  #login(): Turn | null {
    return this.#read(readCredentials, (user) => {
      this.#step = () => this.#request();
      this.user = user === '' ? null : user;
      return this.user === null || this.#knows(this.user)
        ? { say: Buffer.from([1, 0]), next: 'more' }
        : { say: Buffer.from([1, 1]), next: 'close' };
    });
  }

  #request(): Turn | null {
    return this.#read(readRequest, (request) =>
      typeof request === 'number' ? { say: reply(request), next: 'close' } : { say: NOTHING, next: request },
    );
  }

  /** null: there is no whole message yet. */
  #read<T>(parse: (bytes: Buffer) => Read<T>, act: (value: T) => Turn): Turn | null {
    const read = parse(this.#held);
    if (read === 'more') return null;
    if (read === 'malformed') return { say: NOTHING, next: 'close' };
    this.#held = this.#held.subarray(read.end);
    return act(read.value);
  }
}
