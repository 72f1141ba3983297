import type { Socket } from 'node:net';
import type { Credentials } from '../../users/users.ts';
import type { Doors } from '../doors.ts';
import { type Login, login } from '../login.ts';
import { endGently } from '../reject.ts';
import type { Way } from '../way.ts';
import { Handshake, type Turn } from './handshake.ts';
import type { SocksRequest } from './request.ts';

/** Whose the request is. */
type Known = Pick<Way, 'device' | 'app'>;

/** Reads and answers up to the request; closes what takes longer than the limit, or is not SOCKS5. */
export const shakeHands = (
  doors: Doors,
  socket: Socket,
  way: Way,
  act: (request: SocksRequest, known: Known) => void,
): void => new Talk(doors, socket, way, act).begin(doors.limits.handshakeMs);

class Talk {
  readonly #doors: Doors;
  readonly #socket: Socket;
  readonly #way: Way;
  readonly #act: (request: SocksRequest, known: Known) => void;
  readonly #handshake: Handshake;
  #known: Known;
  #over = () => {};

  constructor(doors: Doors, socket: Socket, way: Way, act: (request: SocksRequest, known: Known) => void) {
    this.#doors = doors;
    this.#socket = socket;
    this.#way = way;
    this.#act = act;
    this.#handshake = new Handshake(doors.access().users !== null);
    this.#known = way;
  }

  begin(limitMs: number): void {
    const close = () => this.#socket.destroy();
    const timer = setTimeout(close, limitMs);
    this.#over = () => {
      clearTimeout(timer);
      this.#socket.off('readable', this.#read).off('end', close).off('close', this.#over);
    };
    this.#socket.on('readable', this.#read).once('end', close).once('close', this.#over);
  }

  readonly #read = (): void => {
    const bytes: Buffer | null = this.#socket.read();
    if (bytes) this.#turn(this.#handshake.take(bytes));
  };

  #turn({ say, next }: Turn): void {
    if (say.length > 0) this.#socket.write(say);
    if (next === 'more') return;
    if (next !== 'close' && 'password' in next) return this.#login(next);
    this.#over();
    if (next === 'close') return endGently(this.#socket);
    const { rest } = this.#handshake;
    if (rest.length > 0) this.#socket.unshift(rest);
    this.#act(next, this.#known);
  }

  #login(credentials: Credentials): void {
    // An empty name is that of nobody, as none at all.
    const found = login(this.#doors, this.#way, credentials.name === '' ? null : credentials);
    if (!(found instanceof Promise)) return this.#answer(found);
    // What comes in the meantime stays where it is.
    this.#socket.off('readable', this.#read);
    void found.then((checked) => {
      if (this.#socket.destroyed) return;
      this.#socket.on('readable', this.#read);
      this.#answer(checked);
    });
  }

  #answer(found: Login): void {
    if (found.outcome === 'in') this.#known = found;
    this.#turn(this.#handshake.answer(found.outcome === 'in'));
  }
}
