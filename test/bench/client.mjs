const END_OF_HEAD = '\r\n\r\n';

/** A GET as bytes, the same for everyone. */
export const getBytes = (hostname, port, path) =>
  Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: keep-alive\r\nUser-Agent: bench/1\r\nAccept: */*\r\n\r\n`,
  );

/** Sends requests on one TLS connection, one after another, and reads answers that have a Content-Length. */
export class Client {
  #left = 0;
  #length = 0;
  #head = null;
  #settle = null;
  closed = false;

  constructor(socket) {
    this.socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => {
      this.closed = true;
      this.#fail(new Error('the connection closed before the answer was whole'));
    });
  }

  /** Resolves with the length of the body. Rejects unless the answer is 200 and whole. `send` writes the request. */
  exchange(send) {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error('the connection is closed'));
      this.#settle = { resolve, reject };
      this.#head = Buffer.alloc(0);
      send(this.socket);
    });
  }

  get(bytes) {
    return this.exchange((socket) => socket.write(bytes));
  }

  #read(chunk) {
    if (!this.#settle) return this.socket.destroy();
    if (this.#head === null) return this.#take(chunk.length);
    const head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = head.indexOf(END_OF_HEAD, 0, 'latin1');
    if (end < 0) {
      this.#head = head;
      return;
    }
    const text = head.latin1Slice(0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    if (!text.startsWith('HTTP/1.1 200') || length === undefined) {
      return this.#fail(new Error(`not the answer that was expected: ${text.slice(0, 400)}`));
    }
    this.#length = Number(length);
    this.#left = this.#length;
    this.#head = null;
    this.#take(head.length - end - END_OF_HEAD.length);
  }

  #take(count) {
    this.#left -= count;
    if (this.#left > 0) return;
    const settle = this.#settle;
    this.#settle = null;
    if (this.#left < 0) settle?.reject(new Error('more bytes than the answer has'));
    else settle?.resolve(this.#length);
  }

  #fail(error) {
    const settle = this.#settle;
    this.#settle = null;
    settle?.reject(error);
  }
}
