import type { Credentials } from '../../users/users.ts';
import { readCredentials } from './credentials.ts';
import { METHOD, readGreeting } from './greeting.ts';
import type { Read } from './read.ts';
import { reply } from './reply.ts';
import { readRequest, type SocksRequest } from './request.ts';

/** What is to be done with what came: something to say, and then wait for more, close, answer who came, or act. */
export interface Turn {
  readonly say: Buffer;
  readonly next: 'more' | 'close' | Credentials | SocksRequest;
}

const NOTHING = Buffer.alloc(0);

/** The talk before anything is carried (RFC 1928, RFC 1929). Knows no socket: bytes in, turns out. */
export class Handshake {
  readonly #mustLogin: boolean;
  #held: Buffer = NOTHING;
  #step: () => Turn | null = () => this.#greet();

  /** `mustLogin`: whether nobody comes in without a name and a password. */
  constructor(mustLogin: boolean) {
    this.#mustLogin = mustLogin;
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

  /** The answer to credentials, and the turn after it. */
  answer(isWelcome: boolean): Turn {
    if (!isWelcome) return { say: Buffer.from([1, 1]), next: 'close' };
    this.#step = () => this.#request();
    const { say, next } = this.take(NOTHING);
    return { say: Buffer.concat([Buffer.from([1, 0]), say]), next };
  }

  #greet(): Turn | null {
    const read = (bytes: Buffer) => readGreeting(bytes, this.#mustLogin);
    return this.#read(read, (method) => {
      this.#step = method === METHOD.user ? () => this.#login() : () => this.#request();
      return { say: Buffer.from([5, method]), next: method === METHOD.unacceptable ? 'close' : 'more' };
    });
  }

  #login(): Turn | null {
    return this.#read(readCredentials, (credentials) => ({ say: NOTHING, next: credentials }));
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
