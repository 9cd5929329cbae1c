import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** One connection over the line. */
interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** Both ends stand, and neither hears of the other any more. */
  dead: boolean;
  /** Something was said since it is dead. */
  spoke: boolean;
}

/**
 * The network between Cartwave and another machine: a TCP line that can be cut, slowed down, or left half-open, when
 * connections stand and nothing comes or goes.
 */
export class Line {
  readonly #server: Server;
  readonly #target: number;
  readonly #pairs = new Set<Pair>();
  #delayMs = 0;
  #held = false;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((socket) => this.#join(socket));
  }

  /** @param target port on this machine that the line leads to */
  static async to(target: number): Promise<Line> {
    const line = new Line(target);
    await new Promise<void>((resolve) => line.#server.listen(0, "127.0.0.1", resolve));
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Half-open connections on which something was said and not heard. */
  get unheard(): number {
    return [...this.#pairs].filter(({ spoke }) => spoke).length;
  }

  /** Breaks all connections with a reset; new ones are let through. */
  cut(): void {
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.resetAndDestroy();
    this.#pairs.clear();
  }

  /** Every piece of data takes so much longer, each way. */
  slow(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  /** Connections stand, new ones too, and nothing comes through. */
  hold(): void {
    this.#held = true;
    for (const pair of this.#pairs) pair.dead = true;
  }

  /** New connections come through again. Those that were held stay dead, as after the far machine was replaced. */
  release(): void {
    this.#held = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    const far = connect(this.#target, "127.0.0.1");
    const pair: Pair = { near, far, dead: this.#held, spoke: false };
    this.#pairs.add(pair);
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      from.setNoDelay(true);
      from.on("data", (chunk) => this.#pass(pair, chunk, to));
      from.on("error", () => undefined);
      from.on("close", () => {
        if (pair.dead) return;
        this.#pairs.delete(pair);
        to.destroy();
      });
    }
  }

  #pass(pair: Pair, chunk: Buffer, to: Socket): void {
    if (pair.dead) {
      pair.spoke = true;
      return;
    }
    const write = () => {
      if (to.writable) to.write(chunk);
    };
    // Timers of the same length keep their order.
    if (this.#delayMs > 0) setTimeout(write, this.#delayMs);
    else write();
  }
}
